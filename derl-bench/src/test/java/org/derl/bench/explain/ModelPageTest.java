package org.derl.bench.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.derl.bench.cli.Main;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.table.Table;
import org.derl.bench.table.TableFormat;
import org.derl.config.Settings;
import org.junit.jupiter.api.Test;

/** What {@code derl models NAME} and {@code derl models --slots} say of the shipped models. */
class ModelPageTest {

    private static final Configuration JARS = Configuration.of(ModelPageTest.class.getClassLoader());

    private static List<Table> tables(Configuration configuration, String model) throws IOException {
        return configuration.make(ModelPage.class).tables(model, "planted", "tiny-bert");
    }

    private static void assertHasRow(Table table, String... cells) {
        assertTrue(table.rows().contains(List.of(cells)), () -> table.rows().toString());
    }

    @Test
    void settingsSayWhereTheyComeFrom() throws IOException {
        Configuration told = JARS.with(Settings.parse("--set", List.of("derl.model.layers=1")));
        List<Table> tables = tables(told, "derl");
        assertHasRow(tables.get(1), "model.layers = 1", "given for derl");
        assertHasRow(tables.get(1), "training.batch-size = 64", "derl, on planted");
        assertHasRow(tables.get(1), "training.optimization.weight-decay = 0.0", "any model");
        assertHasRow(tables.get(1), "model.dual.cross.encoder.scale = \"head\"", "a default");
    }

    @Test
    void slotsShowWhatFillsThemAndWhatElseWould() throws IOException {
        Configuration told = JARS.with(
                Settings.parse("--set", List.of("derl.model.fusion.type=low-rank", "derl.model.fusion.size=16")));
        Table slots = tables(told, "derl").get(0);
        assertHasRow(slots, "model.fusion", "fusion", "low-rank");
        assertHasRow(slots, "model.dual.filter", "gate", "filter-unit");
        assertHasRow(slots, "training.sampler", "sampler", "-");
        assertTrue(slots.notes().contains("fusion: one of concat, low-rank, tensor"), () -> slots.notes()
                .toString());
    }

    @Test
    void parametersOfAPartAddUp() throws IOException {
        Table parameters = tables(JARS, "text-only").get(2);
        // One hidden layer of 64 over the mean of states of 32, and the output.
        assertHasRow(parameters, "head.layers.0", "2,112", "2", "(64,32) (64)");
        long sum = parameters.rows().stream()
                .limit(parameters.rows().size() - 1)
                .mapToLong(row -> number(row.get(1)))
                .sum();
        assertEquals(number(parameters.rows().get(parameters.rows().size() - 1).get(1)), sum);
    }

    private static long number(String text) {
        return Long.parseLong(text.replace(",", ""));
    }

    @Test
    void aVariantSaysWhatItIsLike() {
        List<String> said = JARS.make(ModelPage.class).introduction("derl-text");
        assertEquals("derl-text: DERL, IE t", said.get(0));
        assertTrue(said.get(1).startsWith("Table 4, IE: intra-modal encoders alone."), said::toString);
        assertTrue(said.get(2).contains("derl models derl"), said::toString);
    }

    @Test
    void aModelWithAPageNamesIt() throws IOException {
        ModelPage page = JARS.make(ModelPage.class);
        try (Stream<Path> pages = Files.list(Path.of("../docs/models"))) {
            List<String> names = pages.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".md"))
                    .map(file -> file.replace(".md", ""))
                    .toList();
            assertTrue(names.size() >= 15, names::toString);
            for (String name : names) {
                String said = String.join(" ", page.introduction(name));
                assertTrue(said.contains("docs/models/" + name + ".md"), said);
            }
        }
    }

    @Test
    void thePageOfSlotsIsWhatTheCommandPrints() throws IOException {
        Table all = JARS.make(SlotMap.class).table();
        Table map = new Table(
                all.caption(),
                all.columns(),
                all.rows().stream()
                        .filter(row -> !row.get(0).startsWith("toy-")) // of the tests
                        .toList(),
                all.notes());
        assertHasRow(map, "tfn.model.encoders.*", "utterance encoder", "lstm, mean-mlp");
        assertHasRow(map, "*.training.select", "metric", "-");
        String page = Files.readString(Path.of("../docs/slots.md"));
        assertEquals(
                TableFormat.MARKDOWN.write(map),
                page.substring(page.indexOf("| slot ")),
                "./derl models --slots --format markdown writes it anew");
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() throws IOException {
        assertEquals(2, Main.commandLine("models").execute("models", "derl", "--slots"));
        assertEquals(2, Main.commandLine("models").execute("models", "--format", "csv"));
        ModelPage page = JARS.make(ModelPage.class);
        String unknown = assertThrows(IllegalArgumentException.class, () -> page.tables("drel", "planted", "tiny-bert"))
                .getMessage();
        assertTrue(unknown.contains("derl"), unknown);
    }
}

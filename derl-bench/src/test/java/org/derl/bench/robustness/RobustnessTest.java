package org.derl.bench.robustness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.derl.bench.cli.Main;
import org.derl.bench.comparison.ComparedData;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.toy.ToyPlugin;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.CheckedJson;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialResult;
import org.derl.bench.trial.TrialRun;
import org.derl.data.SplitName;
import org.derl.data.corruption.Corruption.Form;
import org.derl.data.corruption.CorruptionProtocol;
import org.derl.eval.Predictions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RobustnessTest {

    private static final Configuration CONFIGURATION = Configuration.of(RobustnessTest.class.getClassLoader());

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** A comparison of one trained model, for all tests. */
    @TempDir
    static Path folder;

    private static TrialResult trained;

    @BeforeAll
    static void compare() throws IOException {
        Trial trial = new Trial(
                "toy-model", "toy", "as-is", 1, "cpu", ConfigFactory.parseString("toy-model.training.epochs = 2"));
        TrialFolder files = new TrialFolder(folder.resolve("toy-model/seed-1"));
        trained = new TrialRun(CONFIGURATION, trial).run(files, Progress.NONE);
        compared(List.of()).write(folder);
    }

    private static StoredComparison compared(List<String> failures) {
        return StoredComparison.of(
                ComparedData.of("Toy", ToyPlugin.dataSet(96)),
                List.of(system("toy-model", List.of(), failures)),
                "toy-model",
                SplitName.TEST,
                List.of());
    }

    private static ComparedSystem system(String name, List<String> notes, List<String> failures) {
        return new ComparedSystem(
                name,
                "Toy <model>",
                "as-is",
                OptionalLong.of(1),
                1,
                List.of(trained.validation()),
                List.of(trained.test()),
                notes,
                List.of(),
                List.of(),
                failures,
                Map.of(1L, trained.facts().fingerprint()));
    }

    private int run(String... arguments) {
        List.of(out, err).forEach(writer -> writer.getBuffer().setLength(0));
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }

    private void assertRefused(String message, String... arguments) {
        assertEquals(2, run(arguments), err::toString);
        assertTrue(err.toString().contains(message), err.toString());
    }

    private Robustness predicted(CorruptionProtocol protocol, Form form) throws IOException, InterruptedException {
        RobustnessRun.How how = new RobustnessRun.How(protocol, form, SplitName.TEST, 1);
        return new RobustnessRun(folder, StoredComparison.read(folder), CONFIGURATION, how).run(List.of(), trial -> {});
    }

    private static List<Predictions> curve(Robustness found, String lost) {
        return found.curves().stream()
                .filter(curve -> curve.lost().name().equals(lost))
                .findFirst()
                .orElseThrow()
                .predictions()
                .get(1L);
    }

    @Test
    void whereNothingIsLostPredictionsAreTheTrialsAndWhereAllIsTheyAreOne() throws IOException, InterruptedException {
        Robustness found = predicted(CorruptionProtocol.DERL, Form.MISSING_STEPS);
        assertEquals(
                List.of("all", "text", "audio", "vision"),
                found.curves().stream().map(curve -> curve.lost().name()).toList());
        for (RobustnessCurve curve : found.curves()) {
            List<Predictions> rates = curve.predictions().get(1L);
            assertEquals(11, rates.size());
            assertEquals(trained.test(), rates.get(0));
        }
        List<Predictions> all = curve(found, "all");
        assertEquals(1, new HashSet<>(all.get(10).predictions()).size());
        assertTrue(new HashSet<>(all.get(5).predictions()).size() > 1);
        assertNotEquals(all.get(0), all.get(1));
        assertTrue(found.notes().stream().noneMatch(note -> note.contains("differ")), found.notes()::toString);

        Robustness lnln = predicted(CorruptionProtocol.LNLN, Form.MISSING_STEPS);
        assertEquals(10, curve(lnln, "all").size());
        assertEquals(trained.test(), curve(lnln, "all").get(0));
        assertTrue(String.join(" ", lnln.notes()).contains("checkpoint on the test split"));

        Robustness shuffled = predicted(CorruptionProtocol.DERL, Form.SHUFFLED);
        assertNotEquals(trained.test(), curve(shuffled, "audio").get(10));
    }

    @Test
    void theCommandWritesTablesFiguresMasksAndItsLook() throws IOException {
        assertEquals(0, run("robustness", folder.toString()), err::toString);
        assertTrue(
                out.toString().matches("(?s).*\\nmodel, lost +0\\.0 +0\\.2 +0\\.4 +0\\.6 +0\\.8 +1\\.0 +area\\n.*"),
                out.toString());
        assertTrue(out.toString().contains("looked at once in this folder"), out.toString());
        assertTrue(
                out.toString().lines().filter(line -> line.startsWith("Toy <")).allMatch(line -> line.length() <= 80),
                out.toString());
        List<String> lines = Files.readAllLines(folder.resolve("robustness.csv"));
        assertEquals("model,lost,metric,rate,mean,sd,seeds", lines.get(0));
        assertEquals(1 + 4 * 3 * 12, lines.size());
        JsonObject json = CheckedJson.read(folder.resolve("robustness.json"));
        assertEquals(12, json.getAsJsonArray("curves").size());
        assertTrue(Files.readString(folder.resolve("robustness.md")).contains(" 0.5 |"));
        String svg = Files.readString(folder.resolve("figures/robustness-mae.svg"));
        assertTrue(svg.contains("Toy &lt;model&gt;, all: from "), svg);
        String masks = Files.readString(folder.resolve("robustness-masks-as-is.csv"));
        assertTrue(masks.startsWith("id,modality,lost-from\n"), masks);
        assertEquals(1 + 50 * 3, masks.lines().count());

        assertEquals(0, run("robustness", folder.toString(), "toy-model", "--figures", "png,pgfplots"), err::toString);
        assertTrue(out.toString().contains("looked at once in this folder"), "the same is no look more: " + out);
        assertEquals(svg, Files.readString(folder.resolve("figures/robustness-mae.svg")));
        assertTrue(Files.size(folder.resolve("figures/robustness-mae.png")) > 1000);
        String numbers = Files.readString(folder.resolve("figures/robustness-mae.csv"));
        assertTrue(numbers.startsWith("rate,toy-model-all,toy-model-all-sd,toy-model-text,"), numbers);
        assertEquals(12, numbers.lines().count());
        assertTrue(
                Files.readString(folder.resolve("figures/robustness-mae.tex")).contains("y=toy-model-all]"));
        assertEquals(masks, Files.readString(folder.resolve("robustness-masks-as-is.csv")));
        assertEquals(
                0,
                run("robustness", folder.toString(), "--split", "validation", "--form", "whole-modality"),
                err::toString);
        assertFalse(out.toString().contains("looked at"), out.toString());
        assertTrue(Files.exists(folder.resolve("robustness-whole-modality-validation.md")));
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertRefused("a model's name is empty in", "robustness", folder.toString(), "toy-model,");
        assertRefused("did you mean toy-model?", "robustness", folder.toString(), "toy-modell");
        assertRefused("nowhere is no folder", "robustness", "nowhere");
        assertRefused("there is no runs", "robustness", "derl", "--data", "no-such-data");
        assertRefused("leave --form out", "robustness", folder.toString(), "--protocol", "lnln", "--form", "noise");
        assertRefused("the model a is named twice", "robustness", folder.toString(), "a,a");
        assertRefused("--split is test or validation", "robustness", folder.toString(), "--split", "train");
    }

    @Test
    void seedsThatFailedAndNotesOfRowsAreTold() throws IOException, InterruptedException {
        String failure = "toy-model (seed 2): the loss is not finite";
        RobustnessRun.How how = new RobustnessRun.How(CorruptionProtocol.DERL, Form.SHUFFLED, SplitName.VALIDATION, 1);
        Robustness found =
                new RobustnessRun(folder, compared(List.of(failure)), CONFIGURATION, how).run(List.of(), trial -> {});
        assertTrue(found.notes().contains(failure), found.notes()::toString);
        assertTrue(new RobustnessTables(found)
                .all().get(0).rows().stream().allMatch(row -> row.get(1).endsWith(" (1 of 2)")));
        assertFalse(String.join(" ", found.notes()).contains("Lengths"), "shuffling changes lengths");

        List<String> notes = RobustnessNotes.of(
                new RobustnessRun.How(CorruptionProtocol.DERL, Form.NOISE, SplitName.TEST, 1),
                List.of(),
                List.of(system("toy-model", List.of("trained on corrupted inputs"), List.of())));
        assertEquals("Toy <model>: trained on corrupted inputs.", notes.get(0));
        assertTrue(notes.get(1).endsWith("Lengths are not lost."), notes::toString);
    }

    @Test
    void modelsOfOneColorDifferInTheirDashes() {
        Predictions some = new Predictions(List.of("a"), List.of(1.0), List.of(1.0));
        List<RobustnessCurve> curves = IntStream.range(0, 13)
                .mapToObj(i -> curve("m" + i, Collections.nCopies(11, some)))
                .toList();
        RobustnessRun.How how = new RobustnessRun.How(CorruptionProtocol.DERL, Form.MISSING_STEPS, SplitName.TEST, 1);
        Robustness found = new Robustness("Toy", how, List.of(SentimentMetrics.MAE), curves, Map.of(), List.of());
        String svg = RobustnessFigure.of(found, SentimentMetrics.MAE, "some")
                .drawing()
                .drawing("");
        Set<String> styles = Pattern.compile("m[0-5]( dash[1-5])? curve")
                .matcher(svg)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        assertEquals(13, styles.size(), styles::toString);
    }

    private static RobustnessCurve curve(String model, List<Predictions> rates) {
        return RobustnessCurve.of(
                model,
                model,
                "",
                new LostPart("all", List.of()),
                new TreeMap<>(Map.of(1L, rates)),
                List.of(SentimentMetrics.MAE));
    }

    @Test
    void thePageDrawsTheFileAgain(@TempDir Path elsewhere) throws IOException {
        assertEquals(0, run("robustness", folder.toString(), "--split", "validation"), err::toString);
        Path svg = folder.resolve("figures/robustness-validation-mae.svg");
        String drawn = Files.readString(svg);
        String page = Files.readString(folder.resolve("report.html"));
        assertTrue(page.contains("<h2 id=\"incomplete\">"), page);
        assertTrue(page.contains("href=\"figures/robustness-validation-mae.svg\""), page);
        assertTrue(page.contains("Toy &lt;model&gt;, audio at 0.7: "), page);
        Files.delete(svg);
        assertEquals(0, run("report", folder.toString()), err::toString);
        assertEquals(drawn, Files.readString(svg));
        assertEquals(page, Files.readString(folder.resolve("report.html")));

        Path shared = elsewhere.resolve("shared");
        assertEquals(0, run("share", folder.toString(), shared.toString()), err::toString);
        assertEquals(0, run("report", shared.toString()), err::toString);
        assertEquals(page, Files.readString(shared.resolve("report.html")));
    }

    @Test
    void whatIsStaleOrDamagedIsSaidInsteadOfDrawn(@TempDir Path other) throws IOException {
        compared(List.of()).write(other);
        RobustnessRun.How how = new RobustnessRun.How(CorruptionProtocol.DERL, Form.NOISE, SplitName.TEST, 1);
        Predictions some = new Predictions(List.of("a"), List.of(1.0), List.of(1.0));
        Path file = other.resolve("robustness-noise.json");
        for (Map<String, Map<Long, String>> trials : List.of(
                Map.of("toy-model", Map.of(1L, "other")),
                Map.of("gone", Map.of(1L, trained.facts().fingerprint())),
                Map.of("toy-model", Map.of(1L, trained.facts().fingerprint())))) {
            Robustness found = new Robustness(
                    "Toy",
                    how,
                    List.of(SentimentMetrics.MAE),
                    List.of(curve("m", Collections.nCopies(11, some))),
                    trials,
                    List.of());
            CheckedJson.write(file, StoredRobustness.json(found));
            StoredRobustness stored = read(other);
            boolean same = trials.values().toString().contains(trained.facts().fingerprint())
                    && trials.containsKey("toy-model");
            assertEquals(same, stored.robustness().isPresent());
            assertEquals(
                    same
                            ? ""
                            : "robustness-noise.json is not drawn, for trials have changed since, or are no longer"
                                    + " compared: " + trials.keySet().iterator().next()
                                    + "; ./derl robustness DIR --form noise --split test evaluates them anew.",
                    stored.remark());
        }
        String whole = Files.readString(file);
        Files.writeString(file, whole.replace("0.0", "0.1"));
        assertTrue(
                read(other).remark().startsWith("robustness-noise.json is damaged: its checksum"),
                read(other).remark());
        CheckedJson.write(file, JsonParser.parseString("{\"trials\": {}}").getAsJsonObject());
        assertTrue(read(other).remark().contains("is damaged: it is not what DERL writes"));
        CheckedJson.write(file, new JsonObject());
        assertTrue(read(other).remark().contains("as an older DERL wrote it"));
        assertTrue(read(other).figures().isEmpty());
    }

    private static StoredRobustness read(Path folder) throws IOException {
        List<StoredRobustness> stored = StoredRobustness.in(folder, StoredComparison.read(folder));
        assertEquals(1, stored.size());
        return stored.get(0);
    }

    @Test
    void areasAreThoseOfTrapezoids() {
        assertEquals(2.25, RobustnessCurve.area(List.of(0.0, 0.5, 1.0), List.of(1.0, 2.0, 4.0)));
        Predictions exact = new Predictions(List.of("a"), List.of(1.0), List.of(1.0));
        Predictions off = new Predictions(List.of("a"), List.of(1.0), List.of(3.0));
        List<Predictions> falling =
                IntStream.rangeClosed(0, 10).mapToObj(i -> i < 10 ? exact : off).toList();
        RobustnessCurve curve = curve("m", falling);
        assertEquals(
                0.1,
                curve.summary(SentimentMetrics.MAE, CorruptionProtocol.DERL).mean(),
                1e-12);
    }
}

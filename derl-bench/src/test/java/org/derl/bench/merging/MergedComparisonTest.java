package org.derl.bench.merging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.derl.bench.cli.Main;
import org.derl.bench.comparison.ComparedData;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.comparison.Controls;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.search.Searches;
import org.derl.bench.search.SettingsSearch;
import org.derl.bench.toy.ToyPlugin;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialResult;
import org.derl.bench.trial.TrialRun;
import org.derl.data.SplitName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** One model from two seeds in two folders, and with other settings in a third. */
class MergedComparisonTest {

    private static final ComparedData DATA = ComparedData.of("Toy", ToyPlugin.dataSet(96));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    static Path directory;

    private static Path one;
    private static Path two;
    private static Path other;

    @BeforeAll
    static void train() throws IOException {
        one = compared("runs/one", DATA, SplitName.TEST, 1, 1);
        two = compared("runs/two", DATA, SplitName.TEST, 2, 1);
        other = compared("runs/other", DATA, SplitName.TEST, 1, 2);
    }

    private static Path compared(String name, ComparedData data, SplitName split, long seed, int epochs)
            throws IOException {
        Path folder = directory.resolve(name);
        Trial trial = new Trial(
                "toy-model",
                "toy",
                "as-is",
                seed,
                "cpu",
                ConfigFactory.parseString("toy-model.training.epochs = " + epochs));
        TrialResult result = new TrialRun(Configuration.of(MergedComparisonTest.class.getClassLoader()), trial)
                .run(new TrialFolder(folder.resolve("toy-model/seed-" + seed)), Progress.NONE);
        List<ComparedSystem> systems =
                new ArrayList<>(new Controls(ToyPlugin.dataSet(96), "as-is", SplitName.TEST).systems());
        systems.add(new ComparedSystem(
                "toy-model",
                "Toy model",
                "as-is",
                OptionalLong.of(1),
                1,
                List.of(result.validation()),
                List.of(result.test()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(seed, result.facts().fingerprint())));
        StoredComparison.of(data, systems, "toy-model", split, List.of("A look in this folder."))
                .by("./derl compare " + name)
                .write(folder);
        return folder;
    }

    private static MergedComparison merged(Path... folders) throws IOException {
        List<MergedComparison.Source> sources = new ArrayList<>();
        for (Path folder : folders) {
            sources.add(new MergedComparison.Source(folder, folder, StoredComparison.read(folder)));
        }
        return MergedComparison.of(sources, true);
    }

    private static ComparedSystem last(MergedComparison merged) {
        return merged.systems().get(merged.systems().size() - 1);
    }

    private int run(String... arguments) {
        List.of(out, err).forEach(writer -> writer.getBuffer().setLength(0));
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }

    @Test
    void trialsThatDifferInTheirSeedsAloneAreOneRow() throws IOException {
        MergedComparison merged = merged(two, one);
        assertEquals(
                List.of("mean", "ridge", "toy-model"),
                merged.systems().stream().map(ComparedSystem::name).toList(),
                "controls once");
        ComparedSystem row = last(merged);
        assertEquals(List.of(1L, 2L), List.copyOf(row.trials().keySet()));
        assertEquals(
                List.of(
                        last(merged(one)).test().get(0),
                        last(merged(two)).test().get(0)),
                row.test(),
                "by their seeds");
        assertEquals("two/toy-model/seed-2", merged.places().name("toy-model", 2));
        assertEquals(
                List.of(
                        "Rows are of several folders: two, one.",
                        "two, one: A look in this folder.",
                        "Verified: files, trials, seeds, samples, test, budget (derl verify says what that means)."),
                merged.stored().remarks());
        Path same = Files.createDirectories(directory.resolve("same"));
        copy(one, same);
        assertEquals(last(merged(one)), last(merged(one, same)), "a trial that both have counts once");
    }

    @Test
    void trialsOfOtherSettingsAreRowsOfTheirOwn() throws IOException {
        MergedComparison merged = merged(one, other);
        assertEquals(
                List.of("Toy model (one)", "Toy model (other)"),
                merged.systems().stream()
                        .filter(ComparedSystem::isTrained)
                        .map(ComparedSystem::title)
                        .toList());
        assertEquals("toy-model@one", merged.stored().compareTo());
        assertEquals("toy-model", last(merged).named("toy-model", "").name());
        assertEquals("toy-model", merged.models().get(2).name(), "publications know that");
        assertTrue(
                merged.stored()
                        .remarks()
                        .contains("Toy model is a row of each of one, other, for these differ in settings."),
                merged.stored().remarks()::toString);
        assertTrue(String.join(" ", merged(one, two, other).stored().remarks())
                .contains("Not verified: seeds: Toy model (one) lacks the seeds [2], which another model has"));
    }

    @Test
    void budgetsAreThoseOfAllRows() throws IOException {
        Path searched = Files.createDirectories(directory.resolve("searched"));
        copy(one, searched);
        SettingsSearch search =
                new SettingsSearch("toy-model", "toy", "as-is", "equal", 4, List.of(9, 3, 1), 0, 20, "sum");
        StoredComparison kept = StoredComparison.read(one);
        kept.of(
                        kept.data()
                                .with(new Searches(
                                        "toy",
                                        "equal",
                                        Map.of(),
                                        Map.of("toy-model", search),
                                        Map.of("toy-model", "sum"))),
                        kept.systems(one),
                        kept.compareTo())
                .write(searched);
        assertTrue(
                merged(searched, two).stored().remarks().toString().contains("Verified: files,"),
                "settings that are the same were found by the same search");
        List<String> remarks = merged(searched, other).stored().remarks();
        assertEquals(
                "Not verified: budget: Toy model (searched) had 4 draws at a ninth, a third and all of the epochs; Toy"
                        + " model (other) had no search.",
                remarks.get(remarks.size() - 1));
    }

    @Test
    void aFailedSeedThatAnotherFolderHasIsNotLacking() throws IOException {
        Path failed = Files.createDirectories(directory.resolve("failed"));
        copy(one, failed);
        StoredComparison kept = StoredComparison.read(one);
        List<ComparedSystem> systems = new ArrayList<>(kept.systems(one));
        ComparedSystem model = systems.remove(systems.size() - 1);
        systems.add(new ComparedSystem(
                model.name(),
                model.title(),
                model.textEncoder(),
                model.parameters(),
                model.seconds(),
                model.validation(),
                model.test(),
                List.of(),
                List.of(),
                List.of(),
                List.of("toy-model (seed 2): no room"),
                model.trials()));
        kept.of(kept.data(), systems, kept.compareTo()).write(failed);
        assertEquals(
                List.of("toy-model (seed 2): no room"),
                last(merged(failed, one)).failures());
        assertEquals(List.of(), last(merged(failed, two)).failures());
        assertEquals(List.of(), last(merged(two, failed)).failures());
        assertEquals(0, run("show", failed.toString(), two.toString()), out + "\n" + err);
        assertFalse(out.toString().contains(" of 3)"), out.toString());
    }

    @Test
    void twoDataSetsOrSplitsShareNoTable() throws IOException {
        Path strange = compared("strange", ComparedData.of("Strange", ToyPlugin.dataSet(96)), SplitName.TEST, 1, 1);
        assertEquals(2, run("show", one.toString(), strange.toString()));
        assertTrue(
                err.toString().contains(one + " is about the data set Toy, and " + strange + " about Strange"),
                err.toString());
        Path validated = compared("validated", DATA, SplitName.VALIDATION, 1, 1);
        assertEquals(2, run("show", one.toString(), validated.toString()));
        assertTrue(err.toString().contains("about the split TEST, and " + validated), err.toString());
        Path copy = compared("copy", ComparedData.of("Toy", ToyPlugin.dataSet(90)), SplitName.TEST, 1, 1);
        assertEquals(2, run("show", one.toString(), copy.toString()));
        assertTrue(err.toString().contains("a copy with other samples or labels"), err.toString());
    }

    @Test
    void thePageIsTheSameElsewhere() throws IOException {
        Path page = directory.resolve("page");
        assertEquals(2, run("report", one.toString(), two.toString()));
        assertTrue(err.toString().contains("name its folder by --out DIR"), err.toString());
        assertEquals(0, run("report", one.toString(), other.toString(), "--out", page.toString()), err::toString);
        String text = Files.readString(page.resolve("report.html"));
        assertTrue(text.contains("<td class=\"words\">other/toy-model/seed-1</td>"), text);
        assertTrue(text.contains("# one\n./derl compare runs/one\n# other\n"), text);
        assertFalse(text.contains(directory.toString()), text);
        Path elsewhere = directory.resolve("elsewhere");
        copy(one, elsewhere.resolve("one"));
        copy(other, elsewhere.resolve("other"));
        Path again = directory.resolve("again/page");
        assertEquals(
                0,
                run(
                        "report",
                        elsewhere.resolve("one").toString(),
                        elsewhere.resolve("other").toString(),
                        "--out",
                        again.toString()),
                err::toString);
        assertEquals(-1, Files.mismatch(page.resolve("report.html"), again.resolve("report.html")));
        assertEquals(
                -1, Files.mismatch(page.resolve("figures/differences.svg"), again.resolve("figures/differences.svg")));
        assertEquals(0, run("show", one.toString(), two.toString()), err::toString);
        assertTrue(out.toString().contains("mean ± sample deviation over 2 seeds"), out.toString());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path place = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(place);
                } else {
                    Files.copy(file, place);
                }
            }
        }
    }

    @Test
    void foldersAreCalledByTheEndsOfTheirPaths() {
        assertEquals(List.of("one", "two"), FolderNames.of(List.of(Path.of("/a/one"), Path.of("/b/two"))));
        assertEquals(
                List.of("a/runs/one", "b/runs/one"),
                FolderNames.of(List.of(Path.of("/a/runs/one"), Path.of("/b/runs/one"))));
        assertThrows(
                IllegalArgumentException.class,
                () -> FolderNames.of(List.of(Path.of("runs/one"), Path.of("runs/../runs/one"))));
    }
}

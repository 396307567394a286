package org.derl.bench.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.executor.Executors;
import org.derl.bench.executor.OneByOne;
import org.derl.bench.executor.ThreadExecutor;
import org.derl.bench.executor.TrialExecutor;
import org.derl.bench.executor.Workplace;
import org.derl.bench.toy.ToyPlugin;
import org.derl.bench.trial.InProcess;
import org.derl.bench.trial.TrainedModel;
import org.derl.bench.trial.TrialFolder;
import org.derl.data.SplitName;
import org.derl.tensor.Kernels;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of finished trials when their data, settings or files change. */
class EarlierTrialsTest {

    private static final ClassLoader LOADER = EarlierTrialsTest.class.getClassLoader();

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void makeData() throws IOException {
        file = Files.writeString(directory.resolve("data"), "40");
    }

    @Test
    void whatTheNumbersDoNotFollowFromChangesNothing() throws Exception {
        train("");
        Path moved = Files.move(file, directory.resolve("moved"));
        file = moved;
        assertEquals(2, earlier("toy-model.title = other").same().size());
    }

    @Test
    void whatDiffersIsTold() throws Exception {
        train("");
        assertEquals(
                List.of("toy-model (2 trials): toy-model.model.head.sizes [8] -> [4];"
                        + " toy-model.training.epochs 1 -> 2"),
                earlier("toy-model { training.epochs = 2, model.head.sizes = [4] }")
                        .othersInWords());
        Files.writeString(file, "41");
        assertEquals(
                List.of("toy-model (2 trials): other contents of the data set toy-file"),
                earlier("").othersInWords());
        Experiment other = new Experiment(
                "toy",
                "as-is",
                List.of("toy-model"),
                "toy-model",
                List.of(1L),
                "cpu",
                SplitName.TEST,
                settings(""),
                folder());
        assertEquals(
                List.of("toy-model (1 trial): data set toy-file -> toy"),
                new ExperimentRun(LOADER, other).earlier().othersInWords());
    }

    @Test
    void otherKernelsMakeAnotherTrial() throws Exception {
        assumeTrue(Kernels.PORTABLE.areOn(Device.cpu()), "this processor has no portable kernels");
        train("");
        Experiment byPortable = new Experiment(
                "toy-file",
                "as-is",
                List.of("toy-model"),
                "toy-model",
                List.of(1L),
                "cpu",
                Kernels.PORTABLE,
                SplitName.TEST,
                settings(""),
                folder());
        assertEquals(
                List.of("toy-model (1 trial): kernels native -> portable; processor " + Kernels.NATIVE.reach()
                        + " -> x86-64 with AVX2"),
                new ExperimentRun(LOADER, byPortable).earlier().othersInWords());
    }

    @Test
    void everyDamageOfEveryFileIsNoticed() throws Exception {
        train("");
        TrialFolder folder = new TrialFolder(trial(1));
        for (String name : names(trial(1))) {
            Path damaged = trial(1).resolve(name);
            byte[] whole = Files.readAllBytes(damaged);
            boolean result = name.equals("result.json");
            for (int place : List.of(0, whole.length / 2, whole.length - 3)) {
                byte[] flipped = whole.clone();
                flipped[place] ^= 1;
                assertRefused(folder, damaged, flipped, result ? "" : ": its checksum is not that of what was written");
            }
            for (int length : List.of(0, 1, whole.length / 2, whole.length - 3)) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertRefused(folder, damaged, cut, result ? "" : ": it has " + length + " bytes, of " + whole.length);
            }
            byte[] longer = Arrays.copyOf(whole, whole.length + 1);
            assertRefused(folder, damaged, longer, result ? "" : ": it has " + longer.length + " bytes, of");
            Files.delete(damaged);
            assertRefused(folder, damaged + (result ? "" : " is missing"));
            assertEquals(
                    List.of(result ? "result.json is missing" : damaged + " is missing"),
                    List.copyOf(earlier("").anew().values()),
                    "it is said, and trained anew");
            Files.write(damaged, whole);
        }
        folder.read();
    }

    @Test
    void filesThatChangePlacesAreNoticed() throws Exception {
        train("");
        for (String name : names(trial(1))) {
            boolean alike =
                    List.of("schema.conf", "settings.conf", "preparation.json").contains(name);
            swap(trial(1).resolve(name), trial(2).resolve(name));
            EarlierTrials earlier = earlier("");
            assertEquals(alike ? 2 : 0, earlier.same().size(), name);
            assertEquals(alike ? 0 : 2, earlier.anew().size(), name);
            swap(trial(1).resolve(name), trial(2).resolve(name));
        }
        swap(trial(1), trial(2));
        assertEquals(0, earlier("").same().size());
        assertEquals(2, earlier("").others().size(), "they are whole, of other seeds");
        swap(trial(1), trial(2));
        swap(trial(1).resolve("validation.csv"), trial(1).resolve("test.csv"));
        swap(trial(2).resolve("test.csv"), trial(1).resolve("test.csv"));
        EarlierTrials earlier = earlier("");
        assertEquals(2, earlier.anew().size());
        run("").run(earlier.same(), new ThreadExecutor(new InProcess(LOADER), 1), new QuietListener());
        assertEquals(2, earlier("").same().size());
    }

    private void swap(Path one, Path other) throws IOException {
        Path kept = directory.resolve("kept");
        Files.move(one, kept);
        Files.move(other, one);
        Files.move(kept, other);
    }

    /** As where a search's folder is given predictions of the test split, so that they look like its own. */
    @Test
    void aFileOfAnotherTrialIsNoticed() throws Exception {
        run("", SplitName.VALIDATION).run(new ThreadExecutor(new InProcess(LOADER), 1), new QuietListener());
        TrialFolder folder = new TrialFolder(trial(1));
        folder.read();
        Path strange = Files.copy(trial(1).resolve("validation.csv"), trial(1).resolve("test.csv"));
        assertRefused(folder, strange + " is not of this trial, which wrote none");
        EarlierTrials earlier = run("", SplitName.VALIDATION).earlier();
        assertEquals(
                List.of(strange + " is not of this trial, which wrote none"),
                List.copyOf(earlier.anew().values()));
        run("", SplitName.VALIDATION)
                .run(earlier.same(), new ThreadExecutor(new InProcess(LOADER), 1), new QuietListener());
        assertFalse(Files.exists(strange), "it went, and the trial was trained anew");
        folder.read();
    }

    private static void assertRefused(TrialFolder folder, Path file, byte[] content, String message)
            throws IOException {
        Files.write(file, content);
        assertRefused(folder, file + " is damaged" + message);
    }

    private static void assertRefused(TrialFolder folder, String message) {
        String said = assertThrows(IOException.class, folder::read).getMessage();
        assertTrue(said.startsWith(message), said);
        if (folder.isComplete()) {
            assertEquals(
                    said + "; run the trial again",
                    assertThrows(IOException.class, () -> TrainedModel.open(folder.path()))
                            .getMessage());
        }
    }

    @Test
    void aDamagedResultIsNoDeadEnd() throws Exception {
        train("");
        Path result = trial(1).resolve("result.json");
        String whole = Files.readString(result);
        for (String damage : List.of(
                "",
                "null",
                "[]",
                "{}",
                "{\"parameters\": 1",
                "{\"files\": 1}",
                "{\"files\": {\"trial.conf\": null}}",
                "{\"files\": {\"a\\u0000b\": {\"bytes\": 1}}}",
                whole.replaceFirst(",\\s*\"checksum\": \"\\w+\"", ""),
                whole.replaceFirst("\"epochs\": 1", "\"epochs\": 2"))) {
            Files.writeString(result, damage);
            IOException thrown = assertThrows(IOException.class, () -> new TrialFolder(trial(1)).read());
            assertTrue(thrown.getMessage().startsWith(result + " is damaged: "), thrown.getMessage());
        }
        EarlierTrials earlier = earlier("");
        assertEquals(1, earlier.same().size());
        assertEquals(
                List.of(result + " is damaged: its checksum is not that of what was written"),
                List.copyOf(earlier.anew().values()));
        run("").run(earlier.same(), new ThreadExecutor(new InProcess(LOADER), 1), new QuietListener());
        assertEquals(2, earlier("").same().size());
    }

    @Test
    void aFileInTheWayOfATrialIsNamedBeforeAnythingIsTrained() throws Exception {
        Files.createDirectories(trial(1).getParent());
        Files.writeString(trial(1), "mine");
        IOException thrown = assertThrows(IOException.class, () -> earlier(""));
        assertTrue(thrown.getMessage().startsWith(trial(1) + " is a file, where"), thrown.getMessage());
        assertEquals("mine", Files.readString(trial(1)));
    }

    @Test
    void dataThatChangesMeanwhileEntersNoTable() throws Exception {
        InProcess runner = new InProcess(LOADER);
        List<ComparedSystem> systems = run("").run(
                        new ThreadExecutor(
                                (trial, folder, progress) -> {
                                    if (trial.seed() == 2) {
                                        write(file, "41");
                                    }
                                    runner.run(trial, folder, progress);
                                },
                                1),
                        new QuietListener());
        assertEquals(1, systems.get(2).test().size());
        assertEquals(
                List.of("toy-model (seed 2): data has changed since the comparison began; run it again once nothing "
                        + "changes any more"),
                systems.get(2).failures());
        assertFalse(Files.exists(trial(2)));
        assertFalse(Files.exists(trial(2).resolveSibling("seed-2.unfinished/weights.safetensors")), "it was trained");
    }

    /** As by a worker of another machine or build that does not look at what was expected. */
    @Test
    void aResultOfSomethingElseEntersNoTable() throws Exception {
        InProcess runner = new InProcess(LOADER);
        List<ComparedSystem> systems = run("").run(
                        new ThreadExecutor(
                                (trial, folder, progress) -> {
                                    write(file, trial.seed() == 2 ? "41" : "40");
                                    forgetWhatIsExpected(folder);
                                    runner.run(trial, folder, progress);
                                },
                                1),
                        new QuietListener());
        assertEquals(1, systems.get(2).test().size());
        assertTrue(systems.get(2).failures().get(0).startsWith("toy-model (seed 2): data has changed"));
    }

    @Test
    void aPluginThatEndsAWorkerIsNamed() throws Exception {
        Configuration configuration = Configuration.of(LOADER);
        Workplace place = new Workplace(configuration, folder(), Kernels.NATIVE, 1);
        try (TrialExecutor processes = configuration.make(Executors.class).executor("local", place)) {
            OneByOne changing = new OneByOne(
                    processes, folder -> write(file, folder.readRequest().seed() == 2 ? ToyPlugin.EXIT : "40"));
            List<ComparedSystem> systems = run("").run(changing, new QuietListener());
            assertEquals(1, systems.get(2).test().size());
            String failure = systems.get(2).failures().get(0);
            assertTrue(
                    failure.startsWith("toy-model (seed 2): a plugin or its library called System.exit (at "
                            + ToyPlugin.class.getName()),
                    failure);
        }
    }

    @Test
    void aFolderIsReplacedByAWholeOneOrNotAtAll() throws Exception {
        train("");
        Files.writeString(trial(1).resolve("plot.svg"), "mine");
        Files.move(trial(1), trial(1).resolveSibling("seed-1.replaced")); // ended between the two moves
        assertEquals(2, earlier("").same().size());
        List<String> former = names(trial(1));
        run("toy-model.training.epochs = 2").run(new ThreadExecutor(new InProcess(LOADER), 1), new QuietListener());
        assertEquals(former, names(trial(1)), "what no trial writes stays");
        assertEquals(List.of("seed-1", "seed-2"), names(folder().resolve("toy-model")));
        assertEquals(2, earlier("toy-model.training.epochs = 2").same().size());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void forgetWhatIsExpected(TrialFolder folder) {
        try {
            Files.delete(folder.path().resolve("trial.conf"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path trial(int seed) {
        return folder().resolve("toy-model").resolve("seed-" + seed);
    }

    private Path folder() {
        return directory.resolve("runs");
    }

    private Config settings(String overrides) {
        return ConfigFactory.parseString(
                "toy-model.training.epochs = 1\ntoy-file.data-set.file = \"" + file + "\"\n" + overrides);
    }

    private ExperimentRun run(String overrides) throws IOException {
        return run(overrides, SplitName.TEST);
    }

    private ExperimentRun run(String overrides, SplitName split) throws IOException {
        return new ExperimentRun(
                LOADER,
                new Experiment(
                        "toy-file",
                        "as-is",
                        List.of("toy-model"),
                        "toy-model",
                        List.of(1L, 2L),
                        "cpu",
                        split,
                        settings(overrides),
                        folder()));
    }

    private EarlierTrials earlier(String overrides) throws IOException {
        return run(overrides).earlier();
    }

    private void train(String overrides) throws Exception {
        run(overrides).run(new ThreadExecutor(new InProcess(LOADER), 1), new QuietListener());
    }
}

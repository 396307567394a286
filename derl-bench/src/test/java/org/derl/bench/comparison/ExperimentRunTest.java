package org.derl.bench.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import com.typesafe.config.ConfigFactory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.derl.bench.claim.FolderLock;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.executor.Executors;
import org.derl.bench.executor.ThreadExecutor;
import org.derl.bench.executor.TrialExecutor;
import org.derl.bench.executor.TrialListener;
import org.derl.bench.executor.Workplace;
import org.derl.bench.table.TableFormat;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.InProcess;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFailedException;
import org.derl.bench.trial.TrialResult;
import org.derl.bench.trial.TrialRunner;
import org.derl.config.InvalidConfigException;
import org.derl.data.SplitName;
import org.derl.io.AtomicFile;
import org.derl.tensor.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ExperimentRunTest {

    private static final ClassLoader LOADER = ExperimentRunTest.class.getClassLoader();

    @TempDir
    Path directory;

    @Test
    void workersAndThisProcessGiveTheSameBits() throws Exception {
        List<ComparedSystem> workers;
        try (TrialExecutor processes = processes(2)) {
            workers = run("workers", "", processes);
        }
        List<ComparedSystem> here = run("here", "", here(1));
        assertEquals(List.of("mean", "ridge", "toy-model", "text-only"), names(here));
        assertEquals(names(here), names(workers));
        for (int i = 0; i < here.size(); i++) {
            assertEquals(here.get(i).failures(), List.of());
            assertEquals(here.get(i).test(), workers.get(i).test());
            assertEquals(here.get(i).validation(), workers.get(i).validation());
        }
    }

    @Test
    void threadsSideBySideGiveTheSameBits() throws Exception {
        List<ComparedSystem> alone = run("alone", "", here(1));
        List<ComparedSystem> together = run("together", "", here(2));
        for (int i = 0; i < alone.size(); i++) {
            assertEquals(alone.get(i).test(), together.get(i).test());
        }
    }

    @Test
    void aTrialKeepsItsCompleteSettingsAndItsFiles() throws Exception {
        run("kept", "", here(1));
        Path folder = directory.resolve("kept/toy-model/seed-2");
        var settings = ConfigFactory.parseFile(folder.resolve("settings.conf").toFile());
        // 6 in the file, 3 and 7 in what it says of the family and of the data set
        assertEquals(3, settings.getInt("toy-model.training.patience"));
        assertEquals(7, settings.getInt("toy-model.training.epochs"));
        assertEquals(96, settings.getInt("toy.data-set.training"));
        for (String file : List.of("trial.conf", "weights.safetensors", "validation.csv", "test.csv", "result.json")) {
            assertTrue(Files.size(folder.resolve(file)) > 0, file);
        }
        try (var files = Files.list(folder)) {
            assertFalse(files.anyMatch(file -> file.toString().endsWith(AtomicFile.UNFINISHED)));
        }
    }

    @Test
    void whatWouldComeOutTheSameIsKept() throws Exception {
        List<ComparedSystem> first = run("twice", "", here(1));
        Map<Trial, TrialResult> finished = experiment("twice", "").earlier().same();
        assertEquals(4, finished.size());
        QuietListener listener = new QuietListener();
        List<ComparedSystem> second = experiment("twice", "")
                .run(
                        finished,
                        threads((trial, folder, progress) -> {
                            throw new AssertionError(trial.label() + " runs again");
                        }),
                        listener);
        assertEquals(first, second);
        assertEquals(List.of(), listener.ended());
    }

    @Test
    void aProcessWithoutPortableKernelsNamesWhatItLacks() throws Exception {
        assumeTrue(Kernels.PORTABLE.areOn(Device.cpu()), "this processor has no portable kernels");
        assumeTrue(Kernels.ofThisProcess() == Kernels.NATIVE, "this process has them");
        for (ComparedSystem system : byPortableKernels("refused").run(here(1), new QuietListener())) {
            for (String failure : system.failures()) {
                assertTrue(
                        failure.contains("ATEN_CPU_CAPABILITY=avx2, MKL_CBWR=COMPATIBLE, ONEDNN_MAX_CPU_ISA=AVX2"),
                        failure);
            }
            assertTrue(!system.isTrained() || system.failures().size() == 2, system.name());
        }
    }

    private ExperimentRun byPortableKernels(String folder) throws IOException {
        return new ExperimentRun(
                LOADER,
                new Experiment(
                        "toy",
                        "as-is",
                        List.of("toy-model", "text-only"),
                        "toy-model",
                        List.of(1L, 2L),
                        "cpu",
                        Kernels.PORTABLE,
                        SplitName.TEST,
                        ConfigFactory.parseString("text-only.training.epochs = 2"),
                        directory.resolve(folder)));
    }

    @Test
    void aFolderIsForOneComparisonAtATime() throws Exception {
        Path folder = directory.resolve("locked");
        try (FolderLock lock = FolderLock.of(folder, line -> {})) {
            assertEquals(folder, lock.folder());
            IOException thrown = assertThrows(IOException.class, () -> FolderLock.of(folder, line -> {}));
            assertTrue(thrown.getMessage().startsWith("another comparison is writing into " + folder));
        }
        FolderLock.of(folder, line -> {}).close();
        Path file = Files.writeString(directory.resolve("file"), "");
        IOException thrown = assertThrows(IOException.class, () -> FolderLock.of(file.resolve("below"), line -> {}));
        assertTrue(thrown.getMessage().contains("cannot be written to"), thrown.getMessage());
    }

    @Test
    void aTrialThatDivergesFailsAloneAndSaysWhy() throws Exception {
        for (boolean here : List.of(true, false)) {
            List<ComparedSystem> systems;
            try (TrialExecutor executor = here ? here(2) : processes(2)) {
                systems = run("diverging", "text-only.training.optimization.learning-rate = 1e30", executor);
            }
            ComparedSystem diverged = systems.get(3);
            assertEquals(2, diverged.failures().size());
            assertTrue(
                    diverged.failures().get(0).startsWith("text-only (seed 1): the "),
                    diverged.failures().get(0));
            assertTrue(diverged.failures().get(0).contains("smaller learning-rate"));
            assertEquals(List.of(), systems.get(2).failures());
            String table = TableFormat.TEXT.write(tables(systems).errors());
            assertTrue(table.contains(" failed ") && table.contains("text-only (seed 2): the "), table);
        }
    }

    @Test
    void anErrorOfOneTrialLeavesTheOthersTheirResults() throws Exception {
        InProcess runner = new InProcess(LOADER);
        List<ComparedSystem> systems = experiment("broken", "")
                .run(
                        threads((trial, folder, progress) -> runner.run(trial, folder, epoch -> {
                            if (trial.model().equals("text-only")) {
                                throw new UnsupportedOperationException("something is broken");
                            }
                        })),
                        new QuietListener());
        assertEquals(
                List.of(
                        "text-only (seed 1): UnsupportedOperationException: something is broken",
                        "text-only (seed 2): UnsupportedOperationException: something is broken"),
                systems.get(3).failures());
        assertEquals(List.of(), systems.get(2).failures());
    }

    @Test
    void tablesNameNoFoldersOfThisMachine() throws Exception {
        List<ComparedSystem> systems = experiment("paths", "")
                .run(
                        threads((trial, folder, progress) -> {
                            throw new TrialFailedException(
                                    "see " + folder.log() + ", /data/mosi/a.csv (or '/b c/d.csv') "
                                            + "and https://example.org/e, a/b, 3 / 4");
                        }),
                        new QuietListener());
        assertEquals(
                "toy-model (seed 1): see toy-model/seed-1.unfinished/log.txt, a.csv (or 'b c/d.csv') and"
                        + " https://example.org/e, a/b, 3 / 4",
                systems.get(2).failures().get(0).replace(File.separatorChar, '/'));
    }

    @Test
    @Timeout(180)
    void anInterruptEndsTrialsThatRun() throws Exception {
        for (boolean here : List.of(true, false)) {
            ExperimentRun endless =
                    experiment("endless", "toy-model.training { epochs = 1000000, patience = 1000000 }");
            Awaited listener = new Awaited("toy-model (seed 1)");
            AtomicBoolean interrupted = new AtomicBoolean();
            Thread caller = new Thread(() -> {
                try (TrialExecutor executor = here ? here(2) : processes(2)) {
                    endless.run(executor, listener);
                } catch (InterruptedException e) {
                    interrupted.set(true);
                }
            });
            caller.start();
            listener.trains.await();
            caller.interrupt();
            caller.join();
            assertTrue(interrupted.get());
            assertEquals(0, workers().count());
            assertFalse(Files.exists(directory.resolve("endless/toy-model/seed-1/result.json")));
            long epochs = listener.epochs.get();
            Thread.sleep(300);
            assertEquals(epochs, listener.epochs.get());
        }
    }

    /** At first by native code that reads where nothing is, then by a system that wants memory. */
    @Test
    @Timeout(180)
    void aProcessThatDiesTakesOneTrialWithIt() throws Exception {
        assumeTrue(File.separatorChar == '/', "its signals are those of a Unix");
        List<Long> killed = new ArrayList<>();
        List<String> said = new ArrayList<>();
        Path log = directory.resolve("killed/text-only/seed-1.unfinished/log.txt");
        Awaited killer = new Awaited("no one") {
            private boolean began;

            @Override
            public void started(Trial trial, String where) {
                began = trial.label().equals("text-only (seed 1)");
            }

            @Override
            public void finished(Trial trial, Progress.Epoch epoch) {
                // Several epochs may be told at once, and some after the signal: it is the process that counts.
                if (began && killed.size() < 2) {
                    began = false;
                    workers().filter(worker -> !killed.contains(worker.pid())).forEach(worker -> {
                        killed.add(worker.pid());
                        signal(killed.size() == 1 ? "SEGV" : "KILL", worker);
                    });
                }
            }

            @Override
            public void said(Trial trial, String line) {
                said.add(line);
            }
        };
        try (TrialExecutor processes = processes(1)) {
            List<ComparedSystem> systems = experiment("killed", "text-only.training { epochs = 300, patience = 300 }")
                    .run(processes, killer);
            assertTrue(Files.isRegularFile(log));
            assertTrue(
                    said.get(0).startsWith("is tried once more: its process ended with status 134, within native code"),
                    said.toString());
            List<String> failures = systems.get(3).failures();
            assertEquals(1, failures.size(), failures.toString());
            assertTrue(failures.get(0).startsWith("text-only (seed 1): its process was killed, "), failures.get(0));
            assertTrue(failures.get(0).endsWith(", 2 times; see text-only/seed-1.unfinished/log.txt"), failures.get(0));
            assertEquals(List.of(), systems.get(2).failures());
        }
        assertEquals(0, workers().count());
        Files.delete(Path.of("hs_err_pid" + killed.get(0) + ".log")); // Java's report, where the process was started
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<ProcessHandle> workers() {
        return ProcessHandle.current().children().filter(process -> process.info()
                .command()
                .filter(command -> Path.of(command).getFileName().toString().startsWith("java"))
                .isPresent());
    }

    @Test
    void labelsOutsideOfTheRangeAreReadAgain() throws Exception {
        List<ComparedSystem> systems = run("outside", "toy.data-set.largest = 6", here(1));
        assertEquals(List.of(), systems.get(2).failures());
        assertTrue(systems.get(2).test().get(0).labels().stream().anyMatch(label -> Math.abs(label) > 3));
        assertEquals(
                4,
                experiment("outside", "toy.data-set.largest = 6")
                        .earlier()
                        .same()
                        .size());
    }

    @Test
    void tablesShowEveryContestantWithItsDifference() throws Exception {
        List<ComparedSystem> systems = run("tables", "", here(1));
        String errors = TableFormat.TEXT.write(tables(systems).errors());
        assertTrue(errors.contains("mean predictor") && errors.contains("ridge on mean features"), errors);
        assertTrue(errors.contains("Toy: a note of the data set."), errors);
        assertTrue(errors.contains("below 0.0010"), errors);
        assertTrue(errors.matches("(?s).*\nleast possible +- +0\\.001 .*"), errors);
        assertTrue(errors.contains("over 2 seeds"), errors);
        String row = errors.lines()
                .filter(line -> line.startsWith("mean predictor"))
                .findFirst()
                .orElseThrow();
        assertTrue(row.matches(".*\\+\\d\\.\\d{3} \\[\\+\\d\\.\\d{3}, \\+\\d\\.\\d{3}\\].*"), row);
    }

    @Test
    void mistakesInSettingsAreReportedTogetherBeforeAnythingRuns() {
        InvalidConfigException thrown = assertThrows(
                InvalidConfigException.class,
                () -> experiment("wrong", "toy-model.training.epoch = 3\ntext-only.model.head.sizes = [0]"));
        assertTrue(thrown.getMessage().contains("did you mean 'epochs'?"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains("sizes must be positive"), thrown.getMessage());
        assertFalse(Files.exists(directory.resolve("wrong")));
    }

    @Test
    void aModelThatWorksInsideTheTextEncoderIsGivenWhatStandsInForIt() throws Exception {
        String overrides = "toy-model.inside-text-encoder = true\nas-is.inside = toy-held";
        assertEquals(
                Map.of("toy-model", "toy-held"), experiment("inside", overrides).standIns());
        List<ComparedSystem> systems = run("inside", overrides, here(1));
        assertEquals(
                List.of("-", "as-is", "toy-held", "as-is"),
                systems.stream().map(ComparedSystem::textEncoder).toList());
        assertEquals(List.of(), systems.get(2).failures());
        assertEquals(4, experiment("inside", overrides).earlier().same().size());

        // What is held is as drawn, and nobody fits it.
        List<ComparedSystem> outside = run("outside", "", here(1));
        assertEquals(Map.of(), experiment("outside", "").standIns());
        assertEquals(outside.get(2).parameters(), systems.get(2).parameters());
        assertNotEquals(outside.get(2).test(), systems.get(2).test());
        assertEquals(outside.get(3).test(), systems.get(3).test());
    }

    @Test
    void aStandInThatIsNotThereIsNamed() {
        IllegalArgumentException thrown = assertThrows(
                IllegalArgumentException.class,
                () -> experiment("wrong", "toy-model.inside-text-encoder = true\nas-is.inside = toy-hold"));
        assertTrue(thrown.getMessage().contains("did you mean 'toy-held'?"), thrown.getMessage());
    }

    @Test
    void anUnknownNameGivesTheNearest() {
        IllegalArgumentException thrown = assertThrows(
                IllegalArgumentException.class, () -> experiment("wrong", "toy-modle.training.epochs = 3"));
        assertTrue(thrown.getMessage().contains("did you mean 'toy-model'?"), thrown.getMessage());
    }

    private static List<String> names(List<ComparedSystem> systems) {
        return systems.stream().map(ComparedSystem::name).toList();
    }

    private ComparisonTables tables(List<ComparedSystem> systems) throws IOException {
        return new ComparisonTables(
                ComparedData.of("Toy", experiment("other", "").data()),
                systems,
                "toy-model",
                SplitName.TEST,
                List.of());
    }

    private ExperimentRun experiment(String folder, String overrides) throws IOException {
        return new ExperimentRun(
                LOADER,
                new Experiment(
                        "toy",
                        "as-is",
                        List.of("toy-model", "text-only"),
                        "toy-model",
                        List.of(1L, 2L),
                        "cpu",
                        SplitName.TEST,
                        ConfigFactory.parseString(overrides + "\ntext-only.training.epochs = 2"),
                        directory.resolve(folder)));
    }

    private static TrialExecutor here(int workers) {
        return new ThreadExecutor(new InProcess(LOADER), workers);
    }

    private static TrialExecutor threads(TrialRunner runner) {
        return new ThreadExecutor(runner, 1);
    }

    private TrialExecutor processes(int workers) {
        Configuration configuration = Configuration.of(LOADER);
        return configuration
                .make(Executors.class)
                .executor("local", new Workplace(configuration, directory, Kernels.NATIVE, workers));
    }

    private List<ComparedSystem> run(String folder, String overrides, TrialExecutor executor) throws Exception {
        return experiment(folder, overrides).run(executor, new QuietListener());
    }

    /** Lets wait for a trial's first epoch, and counts epochs. */
    private static class Awaited implements TrialListener {

        private final CountDownLatch trains = new CountDownLatch(1);
        private final AtomicLong epochs = new AtomicLong();
        private final String label;

        Awaited(String label) {
            this.label = label;
        }

        @Override
        public void finished(Trial trial, Progress.Epoch epoch) {
            epochs.incrementAndGet();
            if (trial.label().equals(label)) {
                trains.countDown();
            }
        }
    }
}

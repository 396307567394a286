package org.derl.bench.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.derl.bench.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CompareCommandTest {

    private static final List<String> TOY =
            List.of("compare", "--data", "toy", "--models", "toy-model,text-only", "--seeds", "1");

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aNameThatIsNoPathIsUnknownLikeAnyOther() {
        assertEquals(2, run("compare", "--data", "plan:ted"));
        assertEquals(
                "there is no data set 'plan:ted'; did you mean 'planted'?",
                err.toString().strip());
        clear();
        assertEquals(2, run("speed", "--model", "der:l"));
        assertEquals(
                "there is no model 'der:l'; did you mean 'derl'?",
                err.toString().strip());
    }

    @Test
    void tablesGoToOutputAndProgressToErrors() throws IOException {
        assertEquals(0, compare("--set", "text-only.training.epochs=2"));
        assertTrue(out.toString().contains("toy, test split (96 training"), out.toString());
        assertTrue(out.toString().contains("\nAccuracies and F1 in %\n"), out.toString());
        assertTrue(out.toString().lines().allMatch(line -> line.length() <= 120), out.toString());
        assertTrue(err.toString().startsWith("toy: 2 models, 1 seed, "), err.toString());
        assertTrue(err.toString().contains("[2/2] "), err.toString());
        for (String file : List.of("test.md", "test.tex", "test.csv", "text-only/seed-1/weights.safetensors")) {
            assertTrue(Files.size(directory.resolve("out").resolve(file)) > 0, file);
        }
    }

    @Test
    void memoryThatDoesNotSufficeForATrialIsToldByItsOwnStatus() {
        String[] arguments = {
            "compare",
            "--data",
            "toy",
            "--models",
            "toy-model",
            "--seeds",
            "1",
            "--workers",
            "1",
            "--set",
            "toy-model.model.head.sizes=[150000000]",
            "--out",
            directory.resolve("out").toString()
        };
        assertEquals(70, run(arguments), () -> out + "\n" + err);
        assertTrue(err.toString().contains("MiB does not suffice ("), err.toString());
        assertTrue(out.toString().contains("failed"), out.toString());
    }

    @Test
    void anEmptyNameOfAFolderIsRefused() {
        assertEquals(2, run("compare", "--out", ""));
        assertTrue(
                err.toString().startsWith("Invalid value for option '--out': it is empty; name a file or folder"),
                err.toString());
    }

    @Test
    void aSecondRunKeepsTrialsUnlessToldToTrainAgain() throws Exception {
        assertEquals(0, compare("--set", "text-only.training.epochs=2"));
        String first = out.toString();
        clear();
        assertEquals(0, compare("--set", "text-only.training.epochs=2"));
        assertEquals(first, out.toString(), "seconds included");
        assertTrue(err.toString().contains("2 trials are there from an earlier run"), err.toString());
        assertFalse(err.toString().contains("[1/"), err.toString());
        clear();
        assertNeedsNoEngine();
        assertEquals(first, out.toString());
        clear();
        assertAPluginsMetricIsAColumn();
        Path looks = directory.resolve("out/looks-at-test.csv");
        String whole = Files.readString(looks);
        Files.writeString(looks, whole + "2026");
        assertEquals(2, compare("--set", "text-only.training.epochs=2", "--again"));
        assertTrue(err.toString().contains(looks + " is damaged"), err.toString());
        assertFalse(err.toString().contains("[1/"), "before anything is trained: " + err);
        Files.writeString(looks, whole);
        clear();
        assertEquals(0, compare("--set", "text-only.training.epochs=2", "--again"));
        assertTrue(err.toString().contains("[2/2] "), err.toString());
    }

    /** The same run by classes of its own, none of which is loaded yet. */
    private void assertNeedsNoEngine() throws Exception {
        ClassLoader usual = Thread.currentThread().getContextClassLoader();
        try (FreshClasses fresh = new FreshClasses()) {
            Thread.currentThread().setContextClassLoader(fresh);
            Class<?> type = fresh.loadClass(CommandLine.class.getName());
            Object line = fresh.loadClass(Main.class.getName())
                    .getMethod("commandLine", String[].class)
                    .invoke(null, (Object) new String[] {"compare"});
            type.getMethod("setOut", PrintWriter.class).invoke(line, new PrintWriter(out));
            type.getMethod("setErr", PrintWriter.class).invoke(line, new PrintWriter(err));
            String[] arguments =
                    arguments("--set", "text-only.training.epochs=2").toArray(String[]::new);
            Object status = type.getMethod("execute", String[].class).invoke(line, (Object) arguments);
            assertEquals(0, status, err::toString);
            assertTrue(fresh.hasLoaded("org.derl.tensor.Compute"));
            assertFalse(fresh.hasLoaded("ai.djl.pytorch.engine.PtEngine"), "a kept comparison computes nothing");
        } finally {
            Thread.currentThread().setContextClassLoader(usual);
        }
    }

    private static final class FreshClasses extends URLClassLoader {

        FreshClasses() throws IOException {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        private static URL[] classPath() throws IOException {
            List<URL> places = new ArrayList<>();
            for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                places.add(Path.of(place).toUri().toURL());
            }
            return places.toArray(URL[]::new);
        }

        boolean hasLoaded(String name) {
            return findLoadedClass(name) != null;
        }
    }

    /** Of the tables of trials that are there. */
    private void assertAPluginsMetricIsAColumn() throws IOException {
        assertEquals(0, compare("--set", "text-only.training.epochs=2", "--metrics", "mae,toy-bias,acc-7"));
        assertTrue(
                out.toString().matches("(?s).*\\nmodel +encoder +MAE +toy-bias +MAE − text only.s, 95 % .*"),
                out::toString);
        assertTrue(out.toString().matches("(?s).*\\nAccuracies and F1 in %\\n\\nmodel +Acc-7\\n.*"), out::toString);
        assertTrue(
                Files.readString(directory.resolve("out/test.csv"))
                        .startsWith("model,text-encoder,seeds,mae-mean,mae-deviation,toy-bias-mean,"),
                "for programs");
        clear();
        assertEquals(2, compare("--metrics", "toy-bais"));
        assertTrue(err.toString().contains("did you mean 'toy-bias'?"), err.toString());
        clear();
    }

    @Test
    void finishedTrialsAreReplacedOnlyByFinishedOnesAndNotUnasked() throws IOException {
        Path result = directory.resolve("out/text-only/seed-1/result.json");
        assertEquals(0, compare("--set", "text-only.training.epochs=2"));
        String former = Files.readString(result);
        clear();
        assertEquals(2, compare("--set", "text-only.training.epochs=1"));
        String difference = "text-only (1 trial): text-only.training.epochs 2 -> 1";
        assertEquals(
                "1 finished trial in " + directory.resolve("out") + " was made with something else:\n  " + difference
                        + "\n--keep uses it as it is, --again trains anew, --out DIR trains into another folder\n",
                err.toString());
        assertEquals(former, Files.readString(result));
        clear();
        assertEquals(0, compare("--set", "text-only.training.epochs=1", "--keep"));
        assertTrue(out.toString().contains("Made with something else, and kept: " + difference + "."), out.toString());
        assertEquals(former, Files.readString(result));
        clear();
        assertEquals(2, compare("--set", "toy.data-set.largest=6", "--keep"));
        assertTrue(
                err.toString()
                        .contains("--keep cannot use 2 of the 2 finished trials in " + directory.resolve("out")
                                + " that were made with something else: their samples or labels are not those of this data"
                                + " set, beside which no table holds them; --again trains anew"),
                err.toString());
        clear();
        String diverging = "text-only.training.optimization.learning-rate=1e30";
        assertEquals(1, compare("--set", diverging, "--again"));
        assertTrue(out.toString().contains("text-only (seed 1): the loss of the batch"), out.toString());
        assertEquals(former, Files.readString(result));
        clear();
        assertEquals(0, compare("--set", "text-only.training.epochs=1", "--again"));
        assertTrue(err.toString().contains("[1/1] text-only (seed 1)"), err.toString());
        assertNotEquals(former, Files.readString(result));
        clear();
        assertEquals(0, compare("--set", "text-only.training.epochs=1"));
        assertTrue(err.toString().contains("2 trials are there from an earlier run\n"), err.toString());
    }

    @Test
    void aFailedTrialIsNotedAndTheExitStatusSaysSo() {
        assertEquals(1, compare("--set", "text-only.training.optimization.learning-rate=1e30"));
        assertTrue(out.toString().contains("text-only (seed 1): the loss of the batch"), out.toString());
        assertTrue(err.toString().contains("failed: text-only (seed 1): the "), err.toString());
    }

    @Test
    void theLastModelIsComparedToWhereTheUsualOneIsMissing() {
        assertEquals(0, compare("--set", "text-only.training.epochs=2"));
        assertTrue(out.toString().contains("Differences to text only:"), out.toString());
        clear();
        assertEquals(0, compare("--set", "text-only.training.epochs=2", "--compare-to", "toy-model"));
        assertTrue(out.toString().contains("Differences to toy model:"), out.toString());
    }

    @Test
    void whatIsNotThereIsNamedWithWhatIsNearest() {
        refused("there is no data set 'tyo'; did you mean 'toy'?", "--data", "tyo");
        refused("expected one of portable, native, but was 'fast'", "--kernels", "fast");
        refused("expected one of equal, published, but was 'fancy'", "--recipe", "fancy");
        refused("expected one of train, validation, test, but was 'dev'", "--split", "dev");
        refused("there is no model 'toy-modle'; did you mean 'toy-model'?", "--models", "toy-modle");
        refused("there is no text encoder 'as-si'; did you mean 'as-is'?", "--text-encoder", "as-si");
        refused(
                "toy-model.training.epoch is not a setting here; did you mean 'epochs'?",
                "--set",
                "toy-model.training.epoch=3");
        refused("did you mean 'toy-model'?", "--set", "toy-mode.training.epochs=3");
        refused("epochs is no setting; write NAME.PATH=VALUE", "--set", "epochs");
        refused("--compare-to is 'derl', which is not among the models: toy-model, text-only", "--compare-to", "derl");
        refused("device is 'gpu77', but this machine offers", "--device", "gpu77");
        refused("--seeds\n", "--sedes", "3");
        refused("'derl compare --help' lists all there is", "--seeds", "three");
        refused("--workers must be positive", "--workers", "0");
        refused("--keep and --again exclude each other", "--keep", "--again");
        refused(
                "self-mm: training.select = total-loss needs a loss of samples alone",
                "--models",
                "self-mm",
                "--set",
                "self-mm.training.select=total-loss");
        refused("the model text-only is named twice; name it once", "--models", "text-only,text-only");
        assertFalse(Files.exists(directory.resolve("out")));
    }

    /**
     * Nothing half-written stays, no worker lives on, and the next run goes on from there, however impatient somebody
     * presses Ctrl-C, which reaches workers too.
     */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals to send to one process")
    void anInterruptEndsWorkersAndLeavesNothingHalfWritten() throws Exception {
        Path messages = directory.resolve("messages");
        Process process = endless(messages, 2);
        Path weights = directory.resolve("out/text-only/seed-1.unfinished/weights.safetensors");
        while (!Files.exists(weights) || !read(messages).contains("[1/2] toy-model")) {
            assertFalse(process.waitFor(50, TimeUnit.MILLISECONDS), () -> "ended early: " + read(messages));
        }
        List<ProcessHandle> workers = process.descendants().toList();
        assertFalse(workers.isEmpty());
        for (ProcessHandle worker : workers) {
            signal("INT", worker.pid());
        }
        signal("INT", process.pid());
        end(process, "INT", 2);
        for (ProcessHandle worker : workers) {
            worker.onExit().get(5, TimeUnit.SECONDS);
        }
        assertTrue(read(messages).contains("interrupted: 1 of 2 trials have finished"), read(messages));
        assertFalse(read(messages).contains("failed"), read(messages));
        try (Stream<Path> files = Files.walk(directory.resolve("out"))) {
            assertFalse(files.anyMatch(file -> file.toString().endsWith(".part")));
        }
        assertEquals(0, compare("--set", "toy-model.training.epochs=2", "--set", "text-only.training.epochs=1"));
        assertTrue(err.toString().contains("1 trial is there from an earlier run"), err.toString());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals to send to one process")
    void anInterruptLeavesWhatEarlierRunsHadFinished() throws Exception {
        assertEquals(0, compare("--set", "toy-model.training.epochs=1", "--set", "text-only.training.epochs=1"));
        Process process = endless(directory.resolve("messages"), 1);
        Path begun = directory.resolve("out/text-only/seed-1.unfinished");
        while (!Files.exists(begun.resolve("weights.safetensors"))) {
            assertFalse(process.waitFor(50, TimeUnit.MILLISECONDS));
        }
        end(process, "HUP", 1); // the terminal was closed
        for (String model : List.of("toy-model", "text-only")) {
            assertTrue(Files.exists(directory.resolve("out").resolve(model).resolve("seed-1/result.json")), model);
        }
    }

    /** A comparison of which a trial never ends. */
    private Process endless(Path messages, int workers) throws IOException {
        List<String> command = new ArrayList<>();
        if (OS.LINUX.isCurrentOs()) {
            // A shell has its background jobs, this test among them, ignore the signal of Ctrl-C.
            command.addAll(List.of("env", "--default-signal"));
        }
        command.addAll(java(
                "--workers",
                String.valueOf(workers),
                "--set",
                "toy-model.training.epochs=2",
                "--again",
                "--set",
                "text-only.training { epochs=1000000, patience=1000000 }"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(messages.toFile())
                .start();
    }

    private static void end(Process process, String signal, int number) throws IOException, InterruptedException {
        signal(signal, process.pid());
        assertEquals(128 + number, process.waitFor());
    }

    private static void signal(String name, long process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process)).start().waitFor();
    }

    private List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(arguments(arguments));
        return command;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private List<String> arguments(String... more) {
        List<String> all = new ArrayList<>(TOY);
        for (String option : List.of("--data", "--models", "--seeds")) {
            int place = all.indexOf(option);
            if (List.of(more).contains(option)) {
                all.subList(place, place + 2).clear();
            }
        }
        all.addAll(List.of("--out", directory.resolve("out").toString()));
        all.addAll(List.of(more));
        return all;
    }

    private void refused(String message, String... arguments) {
        clear();
        assertEquals(2, compare(arguments), err::toString);
        assertTrue(err.toString().contains(message), err.toString());
        assertEquals("", out.toString());
    }

    private void clear() {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
    }

    private int compare(String... arguments) {
        return run(arguments(arguments).toArray(String[]::new));
    }

    private int run(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }
}

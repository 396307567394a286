package org.derl.bench.comparison;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.derl.bench.cli.Main;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.InProcess;
import org.derl.bench.trial.TrialFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A comparison of models that remember, before which a small BERT is trained along, is killed within each training with
 * its worker. What goes on from there ends in the bytes of an undisturbed training. {@code .ci/kills} does so at twenty
 * random moments, and compares tables too.
 */
class KillsTest {

    private static final List<String> SETTINGS = List.of(
            "planted.data-set.folds { train = 64, valid = 16, test = 16 }",
            "iccn.model { state = 8, view = 4, correlation { epochs = 2, loss.largest = 2 }, regressor.size = 8 }",
            "iccn.training { batch-size = 16, epochs = 4, checkpoint-every = 0s }",
            "self-mm.training { batch-size = 16, epochs = 6, checkpoint-every = 0s, optimization.accumulation = 2 }");

    @TempDir
    Path directory;

    @Test
    @Timeout(180)
    void whatIsKilledEndsInTheBytesOfAnUndisturbedTraining() throws Exception {
        killWithin("iccn"); // the last model runs first
        String said = killWithin("self-mm");
        assertTrue(said.matches("(?s).*iccn \\(seed 1\\) goes on from step \\d+, .*"), said);
        List<String> lines = new ArrayList<>();
        goOn(unfinished("self-mm"), lines);
        assertTrue(lines.toString().contains("goes on from step "), lines.toString());
        for (String model : List.of("iccn", "self-mm")) {
            TrialFolder ended = unfinished(model).isComplete() ? unfinished(model) : trial(model);
            ended.clearTraces(); // as whoever takes it over does: a kill may leave half a file
            TrialFolder undisturbed =
                    new TrialFolder(directory.resolve("undisturbed").resolve(model));
            undisturbed.ask(ended.readRequest());
            goOn(undisturbed, new ArrayList<>());
            assertSame(undisturbed, ended);
        }
    }

    /** Runs the command until a training has checkpoints, and kills it and its worker. */
    private String killWithin(String model) throws IOException, InterruptedException {
        Path messages = directory.resolve("messages");
        Process process = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(messages.toFile())
                .start();
        while (!hasCheckpoint(unfinished(model))) {
            assertTrue(process.isAlive(), () -> "ended early, see " + messages);
            Thread.sleep(5);
        }
        List<ProcessHandle> workers = process.descendants().toList();
        process.destroyForcibly().waitFor();
        workers.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle worker : workers) {
            worker.onExit().join();
        }
        assertEquals(1, workers.size());
        return Files.readString(messages);
    }

    /** Some steps on, so that more than the first one must come back. */
    private static boolean hasCheckpoint(TrialFolder folder) {
        String[] files = folder.path().toFile().list();
        return files != null
                && Stream.of(files).anyMatch(file -> file.matches("checkpoint-([3-9]|\\d\\d+)\\.safetensors"));
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // starts sooner, and so does its worker
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "compare",
                "--models",
                "self-mm,iccn",
                "--seeds",
                "1",
                "--workers",
                "1",
                "--kernels",
                "native",
                "--out",
                directory.resolve("killed").toString()));
        SETTINGS.forEach(setting -> command.addAll(List.of("--set", setting)));
        return command;
    }

    /** In this process, as a worker does. */
    private static void goOn(TrialFolder folder, List<String> said) throws Exception {
        new InProcess(KillsTest.class.getClassLoader()).run(folder.readRequest(), folder, new Progress() {
            @Override
            public void finished(Epoch epoch) {
                // the folder tells
            }

            @Override
            public void said(String line) {
                said.add(line);
            }
        });
    }

    private static void assertSame(TrialFolder expected, TrialFolder found) throws IOException {
        found.read();
        for (int i = 0; i < expected.numbers().size(); i++) {
            Path file = found.numbers().get(i);
            assertArrayEquals(Files.readAllBytes(expected.numbers().get(i)), Files.readAllBytes(file), file.toString());
        }
        try (Stream<Path> files = Files.list(found.path())) {
            assertEquals(
                    List.of(),
                    files.filter(file -> file.toString().matches(".*/((checkpoint|best)-[^/]*|[^/]*\\.part)"))
                            .toList());
        }
    }

    private TrialFolder unfinished(String model) {
        return trial(model).unfinished();
    }

    private TrialFolder trial(String model) {
        return new TrialFolder(directory.resolve("killed").resolve(model).resolve("seed-1"));
    }
}

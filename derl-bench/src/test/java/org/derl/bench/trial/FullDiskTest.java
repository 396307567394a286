package org.derl.bench.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derl.bench.train.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trial that finds the disk full says so of the file that it could not write, and goes on once there is room. */
class FullDiskTest {

    /** A device of Linux that takes nothing, as a full disk. */
    private static final Path FULL = Path.of("/dev/full");

    /** All that a trial writes into its folder but {@code trial.conf}, which replaces whatever is in its place. */
    private static final List<String> FILES = List.of(
            "settings.conf",
            "schema.conf",
            "weights.safetensors",
            "history.csv",
            "timing.csv",
            "events.out.tfevents.derl",
            "validation.csv",
            "test.csv",
            "result.json");

    @TempDir
    Path directory;

    @Test
    void everyFileForWhichThereIsNoRoomIsNamed() throws Exception {
        assumeTrue(Files.exists(FULL), "there is no /dev/full here, a device that is always full");
        TinyTrial undisturbed = new TinyTrial(directory.resolve("undisturbed"));
        undisturbed.run(Progress.NONE);
        for (String name : FILES) {
            TinyTrial trial = new TinyTrial(directory.resolve(name));
            trial.folder().ask(TinyTrial.TRIAL);
            Path file = Files.createSymbolicLink(trial.folder().path().resolve(name), FULL);
            TrialFailedException thrown =
                    assertThrows(TrialFailedException.class, () -> trial.run(Progress.NONE), name);
            assertEquals(file + " cannot be written: the disk that is written to is full", thrown.getMessage(), name);
            assertFalse(trial.folder().isComplete(), name);
            Files.delete(file);
            trial.run(Progress.NONE);
            assertEquals(undisturbed.numbers(), trial.numbers(), name);
        }
    }

    /** A real one, in memory, that has ever more room, and then cannot be written to at all. */
    @Test
    void aDiskThatRunsFullAnywhereCostsNoBits() throws Exception {
        Path disk = Files.createDirectories(directory.resolve("disk"));
        String mount = "mount -t tmpfs -o size=512k none " + disk;
        assumeTrue(
                status(List.of("unshare", "-rm", "sh", "-c", mount)) == 0,
                "no disk can be made here: that needs Linux and its command unshare, and the right to use it");
        List<String> command = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c", mount + " && exec \"$@\"", "sh"));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dai.djl.offline=true",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SmallDisk.class.getName(),
                disk.toString(),
                directory.resolve("undisturbed").toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        for (String expected : List.of(
                "trial.conf cannot be written: the disk that is written to is full",
                "weights.safetensors cannot be written: the disk that is written to is full",
                "no checkpoint was kept, and training goes on: ")) {
            assertTrue(said.contains(expected), said);
        }
    }

    private static int status(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1; // there is no such command
        }
    }
}

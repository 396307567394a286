package org.derl.bench.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derl.bench.cli.Main;
import org.derl.bench.executor.ThreadExecutor;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.CheckedJson;
import org.derl.bench.trial.Circumstances;
import org.derl.bench.trial.InProcess;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialResult;
import org.derl.bench.trial.TrialRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayTest {

    private static final ClassLoader LOADER = ReplayTest.class.getClassLoader();

    @TempDir
    Path directory;

    private Path data;
    private TrialFolder former;
    private TrialResult result;

    @BeforeEach
    void train() throws IOException {
        data = Files.writeString(directory.resolve("data"), "40");
        former = new TrialFolder(directory.resolve("former"));
        Trial trial = new Trial(
                "toy-model",
                "toy-file",
                "as-is",
                1,
                "cpu",
                ConfigFactory.parseString("toy-model.training.epochs = 2\ntoy-file.data-set.file = \"" + data + "\""));
        former.ask(trial);
        result = new TrialRun(LOADER, trial).run(former, Progress.NONE);
    }

    private Replay replay() throws Exception {
        return Replay.of(
                former, new TrialFolder(directory.resolve("again")), new ThreadExecutor(new InProcess(LOADER), 1));
    }

    @Test
    void aTrialComesOutTheSameToTheLastBit() throws Exception {
        assertEquals(new Replay(List.of(), List.of(), false), replay());
    }

    @Test
    void whatChangedIsTold() throws Exception {
        Files.writeString(data, "41");
        Replay replay = replay();
        assertEquals(List.of("other contents of the data set"), replay.made());
        assertTrue(replay.numbers().get(0).startsWith("weights.safetensors differs from byte "), replay::toString);
        assertTrue(
                replay.numbers().stream()
                        .anyMatch(line ->
                                line.matches("\\d+ of 50 predictions of the test split differ, by up to \\d.*")),
                replay::toString);
        assertFalse(replay.isEqual());
    }

    /** As a trial of another machine says. */
    @Test
    void anotherProcessorIsNamed() throws Exception {
        Path file = former.path().resolve("result.json");
        JsonObject facts = CheckedJson.read(file);
        facts.addProperty("processor", "Abacus, AVX512");
        facts.getAsJsonObject("circumstances").addProperty("java", "Java of another");
        CheckedJson.write(file, facts);
        Replay replay = replay();
        assertTrue(replay.elsewhere());
        assertTrue(replay.isEqual());
        assertTrue(replay.made().get(0).startsWith("Java Java of another -> "), replay::toString);
        assertTrue(replay.made().get(1).startsWith("processor of this machine Abacus, AVX512 -> "), replay::toString);
    }

    @Test
    void aDamagedTrialIsNotReplayed() throws Exception {
        Path weights = former.weights();
        Files.writeString(weights, "x");
        IOException refused = assertThrows(IOException.class, this::replay);
        assertTrue(refused.getMessage().startsWith(weights + " is damaged"), refused.getMessage());
    }

    @Test
    void aResultSaysWhereItRan() {
        Circumstances circumstances = result.facts().circumstances();
        assertEquals(
                List.of("test", "training", "validation"),
                List.copyOf(circumstances.samples().keySet()));
        assertEquals(circumstances.samples().get("test"), Circumstances.checksum(result.test()));
        assertTrue(circumstances.code().keySet().stream().anyMatch(name -> name.startsWith("jar guice")));
        assertTrue(circumstances.java().contains(System.getProperty("java.runtime.version")));
        assertTrue(circumstances.djl().startsWith("0."), circumstances.djl());
        assertEquals(1, circumstances.threads());
    }

    @Test
    void theCommandTrainsInAWorkerAndKeepsNothing() throws IOException {
        StringWriter out = new StringWriter();
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out));
        assertEquals(0, command.execute("replay", former.path().toString()));
        assertEquals("equal: weights, predictions and history, to the last bit\n", out.toString());
        assertEquals(2, command.execute("replay", former.path().toString(), "--set", "toy-model.training.epochs=3"));
    }
}

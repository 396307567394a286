package com.example.maxfusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.InProcess;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFailedException;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains the model of {@code reference.conf} that has all of it, as a worker of {@code ./derl compare} does. */
class GaugePluginTest {

    private static final int EPOCHS = 3;
    private static final double HALF_OPEN = 0.5;

    @TempDir
    Path directory;

    @Test
    void gateMetricListenerAndServiceTakePartInATraining() throws Exception {
        List<Epoch> epochs = train();
        assertEquals(EPOCHS, epochs.size());
        Epoch best =
                epochs.stream().max(Comparator.comparingDouble(Epoch::within)).orElseThrow();
        TrialResult result = new TrialFolder(directory).read();
        assertEquals(best.number(), result.facts().bestEpoch());
        assertEquals(best.within(), new GaugePlugin.Within(HALF_OPEN).of(result.validation()));
        // The listener reads from the service what the gate of the same trial has learned.
        assertNotEquals(HALF_OPEN, epochs.get(0).share());
        assertNotEquals(epochs.get(0).share(), epochs.get(1).share());
    }

    /** A line of the listener. */
    private record Epoch(int number, double within, double share) {

        static Epoch of(String line) {
            String[] words = line.split(" ");
            assertEquals("within", words[1]);
            return new Epoch(Integer.parseInt(words[0]), Double.parseDouble(words[2]), Double.parseDouble(words[3]));
        }
    }

    private List<Epoch> train() throws TrialFailedException, InterruptedException, IOException {
        Trial trial = new Trial(
                "derl-blend",
                "planted",
                "tiny-bert",
                1,
                "cpu",
                ConfigFactory.parseString(
                        "planted.data-set.folds { train = 64, valid = 32, test = 4 }, derl-blend.training.epochs = "
                                + EPOCHS));
        new InProcess(getClass().getClassLoader()).run(trial, new TrialFolder(directory), Progress.NONE);
        return Files.readAllLines(directory.resolve("gauge.txt")).stream()
                .map(Epoch::of)
                .toList();
    }
}

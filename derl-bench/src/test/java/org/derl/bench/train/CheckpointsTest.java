package org.derl.bench.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.Models;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.toy.ToySplit;
import org.derl.data.Split;
import org.derl.io.Fingerprint;
import org.derl.model.FusionModel;
import org.derl.model.TrainingListener;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {

    private static final Split TRAINING = new ToySplit("train", 40, 1);
    private static final Split VALIDATION = new ToySplit("valid", 20, 2);

    /** Rates that are lowered, a best epoch that is not the last, dropout, and two batches a step: three steps an epoch. */
    private ModelSettings settings = settings("schedule { type = plateau, factor = 0.1, patience = 0 },"
            + " optimization { learning-rate = 1, accumulation = 2 }");

    private final List<String> said = new ArrayList<>();
    private final List<Progress.Epoch> epochs = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeEach
    void prepareThread() {
        Compute.prepareThread();
    }

    /** A training that is gone on with after any number of stops: what came of it, and the weights. */
    private record Ended(
            List<Double> predictions, List<Progress.Epoch> epochs, List<String> heard, int best, String weights) {}

    @Test
    void aTrainingStoppedAfterEveryStepEndsInTheSameBits() throws IOException {
        Ended undisturbed = train(Duration.ofDays(1), () -> false);
        Files.delete(weights());
        int stops = 0;
        while (true) {
            try {
                Ended resumed = train(Duration.ofDays(1), () -> true);
                assertEquals(18, stops);
                assertSame(undisturbed, resumed);
                return;
            } catch (CancellationException e) {
                stops++;
            }
        }
    }

    /** After the second and the fourth of five batches, and at the end. */
    @Test
    void aTrainingThatIsValidatedWithinEpochsByAveragedWeightsAndGoesBackEndsInTheSameBits() throws IOException {
        settings = settings("validate-every = 0.4, average-decay = 0.5,"
                + " schedule { type = plateau, factor = 0.9, patience = 0, return-to-best = true },"
                + " optimization { learning-rate = 3, accumulation = 2 }");
        aTrainingStoppedAfterEveryStepEndsInTheSameBits();
        Files.delete(weights());
        aTrainingKilledWithoutAWordEndsInTheSameBits();
    }

    /** Within the fourth of six epochs. */
    @Test
    void aTrainingOnBatchesOfSimilarLengthsEndsInTheSameBits() throws IOException {
        Ended shuffled = train(Duration.ofDays(1), () -> false);
        settings = settings("sampler { type = similar-lengths, window = 2 },"
                + " schedule { type = plateau, factor = 0.1, patience = 0 },"
                + " optimization { learning-rate = 1, accumulation = 2 }");
        Files.delete(weights());
        Ended undisturbed = train(Duration.ofDays(1), () -> false);
        assertNotEquals(shuffled.epochs(), undisturbed.epochs());
        Files.delete(weights());
        stopAfter(11);
        assertEquals(undisturbed, train(Duration.ZERO, () -> false));
        assertTrue(said.get(0).contains("goes on from step 11, in epoch 4"), said.toString());
    }

    @Test
    void aTrainingKilledWithoutAWordEndsInTheSameBits() throws IOException {
        Ended undisturbed = train(Duration.ofDays(1), () -> false);
        for (int killed = 1; killed < 18; killed += 7) {
            int last = killed;
            int[] steps = new int[1];
            assertThrows(
                    IllegalStateException.class,
                    () -> train(Duration.ZERO, () -> {
                        if (++steps[0] > last) {
                            throw new IllegalStateException("killed after the step, before its checkpoint");
                        }
                        return false;
                    }));
            assertTrue(files("checkpoint").size() <= 2);
            assertSame(undisturbed, train(Duration.ZERO, () -> false));
            assertEquals(List.of("weights.safetensors"), files(""));
            assertTrue(said.toString().contains("goes on from step " + last + ","), said.toString());
            said.clear();
        }
    }

    @Test
    void aDamagedCheckpointIsSaidAndTheOneBeforeItIsUsed() throws IOException {
        Ended undisturbed = train(Duration.ofDays(1), () -> false);
        stopAfter(11);
        Path newest = folder.resolve("checkpoint-11.safetensors");
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(newest, bytes);
        assertSame(undisturbed, train(Duration.ZERO, () -> false));
        assertTrue(said.get(0).contains("checkpoint-11.safetensors is damaged"), said.toString());
        assertTrue(said.get(1).contains("goes on from step 10, in epoch 4"), said.toString());
    }

    @Test
    void aCheckpointWhoseBestWeightsAreDamagedIsSaidAndNotUsed() throws IOException {
        Ended undisturbed = train(Duration.ofDays(1), () -> false);
        stopAfter(11);
        for (String name : files("best")) {
            Path best = folder.resolve(name);
            byte[] bytes = Files.readAllBytes(best);
            bytes[bytes.length - 1] ^= 1;
            Files.write(best, bytes);
        }
        assertSame(undisturbed, train(Duration.ZERO, () -> false));
        assertEquals(2, said.size(), said.toString());
        for (String line : said) {
            assertTrue(line.matches(".*best-\\d+\\.safetensors is damaged: .*"), line);
        }
    }

    @Test
    void everyDamageOfACheckpointIsFound() throws IOException {
        stopAfter(4);
        Files.delete(folder.resolve("checkpoint-3.safetensors"));
        Path file = folder.resolve("checkpoint-4.safetensors");
        byte[] sound = Files.readAllBytes(file);
        for (int at = 0; at < sound.length; at += Math.max(1, sound.length / 97)) {
            byte[] bytes = sound.clone();
            bytes[at] ^= 4;
            Files.write(file, bytes);
            Checkpoints checkpoints = Checkpoints.in(folder, "this", null, () -> false, Progress.saying(said::add));
            try (FusionModel<?> model = settings.model().build(ToySplit.schema())) {
                model.allocate(Device.cpu(), new Randomness(1));
                Checkpoint read = checkpoints.newest(model.manager(), weights());
                // Whoever reads the header may take a flipped space for nothing.
                assertTrue(read == null || read.facts().steps() == 4, "byte " + at);
            }
        }
    }

    @Test
    void aBestEpochOfAnotherRunIsNotMixedIn() throws IOException {
        Ended undisturbed = train(Duration.ofDays(1), () -> false);
        stopAfter(10);
        Files.write(weights(), new byte[] {1, 2, 3}); // a later epoch's, written before the kill
        assertSame(undisturbed, train(Duration.ZERO, () -> false));
    }

    @Test
    void theCheckpointOfAnotherTrainingIsRefused() throws IOException {
        stopAfter(5);
        Checkpoints checkpoints = Checkpoints.in(folder, "other", null, () -> false, Progress.saying(said::add));
        try (FusionModel<?> model = settings.model().build(ToySplit.schema())) {
            model.allocate(Device.cpu(), new Randomness(1));
            assertEquals(null, checkpoints.newest(model.manager(), weights()));
        }
        assertTrue(said.toString().contains("is of a training with other settings, data or code"), said.toString());
    }

    @Test
    void whatCannotBeWrittenIsSaidAndTrainingGoesOn() throws IOException {
        Ended undisturbed = train(Duration.ofDays(1), () -> false);
        // A folder in a checkpoint's place stands for a disk that takes no more.
        Files.createDirectories(folder.resolve("checkpoint-7.safetensors").resolve("full"));
        Ended ended = train(Duration.ZERO, () -> false);
        assertTrue(said.toString().contains("no checkpoint was kept, and training goes on: "), said.toString());
        assertSame(undisturbed, ended);
    }

    private static ModelSettings settings(String training) {
        return Configuration.of(CheckpointsTest.class.getClassLoader())
                .with(ConfigFactory.parseString(
                        "toy-model.training { batch-size = 8, epochs = 6, patience = 6, " + training + " }"))
                .make(Models.class)
                .settings("toy-model", List.of());
    }

    private void stopAfter(int steps) {
        int[] taken = new int[1];
        assertThrows(CancellationException.class, () -> train(Duration.ZERO, () -> ++taken[0] == steps));
        said.clear();
    }

    private Ended train(Duration every, BooleanSupplier stopped) throws IOException {
        epochs.clear();
        heard.clear();
        Randomness randomness = new Randomness(3);
        try (FusionModel<?> model = settings.model().build(ToySplit.schema())) {
            model.allocate(Device.cpu(), randomness);
            Trainer.Outcome outcome = new Trainer(
                            settings.training(),
                            randomness,
                            new Observers(
                                    epochs::add,
                                    Checkpoints.in(folder, "this", every, stopped, Progress.saying(said::add)),
                                    SentimentMetrics.ALL,
                                    List.of(epoch -> heard.add(withoutTime(epoch))),
                                    null))
                    .train(model, TRAINING, VALIDATION, weights());
            return new Ended(
                    outcome.validation().predictions(),
                    List.copyOf(epochs),
                    List.copyOf(heard),
                    outcome.best(),
                    Fingerprint.of(weights()));
        }
    }

    private static String withoutTime(TrainingListener.Epoch epoch) {
        return epoch.toString().replaceAll(", seconds=.*", "");
    }

    private static void assertSame(Ended expected, Ended found) {
        assertTrue(expected.best() < 6, "the best epoch must not be the last one here");
        assertEquals(expected.predictions(), found.predictions());
        assertEquals(expected.epochs(), found.epochs());
        assertEquals(expected.heard(), found.heard());
        assertEquals(expected.best(), found.best());
        assertEquals(expected.weights(), found.weights());
    }

    private Path weights() {
        return folder.resolve("weights.safetensors");
    }

    private List<String> files(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }
}

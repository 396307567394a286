package org.derl.bench.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.Models;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.toy.ToySplit;
import org.derl.bench.train.run.Batches;
import org.derl.bench.train.run.DivergedException;
import org.derl.data.Split;
import org.derl.eval.Predictions;
import org.derl.model.FusionModel;
import org.derl.model.TrainingListener;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

    private static final Split TRAINING = new ToySplit("train", 97, 1);
    private static final Split VALIDATION = new ToySplit("valid", 40, 2);

    @TempDir
    Path directory;

    private final List<Progress.Epoch> epochs = new ArrayList<>();
    private int taken;

    @BeforeEach
    void prepareThread() {
        Compute.prepareThread();
    }

    @Test
    void trainingLowersTheError() throws IOException {
        Trainer.Outcome outcome = train("toy-model { training { epochs = 12, patience = 12 } }", 1);
        double constant =
                VALIDATION.labels().stream().mapToDouble(Math::abs).average().orElseThrow();
        double error = SentimentMetrics.MAE.metric().of(outcome.validation());
        assertTrue(error < constant / 2, error + " of " + constant);
        assertEquals(12, outcome.epochs());
    }

    @Test
    void weightsOfTheBestEpochRemain() throws IOException {
        // So large a rate makes errors go up and down.
        ModelSettings settings =
                settings("toy-model.training { epochs = 25, patience = 25, optimization.learning-rate = 2 }");
        Randomness randomness = new Randomness(3);
        try (FusionModel<?> model = settings.model().build(ToySplit.schema())) {
            model.allocate(Device.cpu(), randomness);
            Trainer.Outcome outcome = new Trainer(settings.training(), randomness, epochs::add)
                    .train(model, TRAINING, VALIDATION, directory.resolve("weights.safetensors"));
            double least = epochs.stream()
                    .mapToDouble(Progress.Epoch::validationError)
                    .min()
                    .orElseThrow();
            Progress.Epoch last = epochs.get(epochs.size() - 1);
            assertTrue(last.validationError() > least, "the last epoch must not be the best one here");
            assertEquals(least, epochs.get(outcome.best() - 1).validationError());
            Predictions again = Predictor.predict(model, VALIDATION, 7);
            for (int row = 0; row < again.size(); row++) {
                assertEquals(
                        outcome.validation().predictions().get(row),
                        again.predictions().get(row),
                        1e-5);
            }
        }
    }

    @Test
    void trainingEndsWhenPatienceIsExhausted() throws IOException {
        Trainer.Outcome outcome =
                train("toy-model.training { epochs = 500, patience = 3, optimization.learning-rate = 0.3 }", 1);
        assertEquals(outcome.best() + 3, outcome.epochs());
        assertEquals(outcome.epochs(), epochs.size());
    }

    @Test
    void trainingEndsWithinAnEpochWhenItsStepsAreTaken() throws IOException {
        // 97 samples in batches of 24 are 4 steps an epoch, for the last sample joins the batch before.
        Trainer.Outcome outcome = train("toy-model.training { batch-size = 24, epochs = 9, steps = 6 }", 1);
        assertEquals(2, outcome.epochs());
        assertEquals(
                steps("toy-model.training { batch-size = 24, epochs = 9, steps = 4 }"),
                steps("toy-model.training { batch-size = 24, epochs = 1 }"));
        assertEquals(6, steps("toy-model.training { batch-size = 24, epochs = 9, steps = 6 }"));
    }

    private int steps(String overrides) throws IOException {
        taken = 0;
        train(overrides, 1);
        return taken;
    }

    @Test
    void oneSeedGivesTheSameBits() throws IOException {
        float[] one = bits(train("toy-model.training.epochs = 3", 5));
        assertArrayEquals(one, bits(train("toy-model.training.epochs = 3", 5)));
        assertFalse(java.util.Arrays.equals(one, bits(train("toy-model.training.epochs = 3", 6))));
    }

    @Test
    void accumulatedBatchesStepByTheirMeanGradient() throws IOException {
        // Without dropout, two batches of half the size and one whole batch take the same steps but for rounding.
        String plain = "model.head.dropout = 0, training { epochs = 2, batch-size = 48 }";
        String halves =
                "model.head.dropout = 0, training { epochs = 2, batch-size = 24, optimization.accumulation = 2 }";
        Split even = new ToySplit("train", 96, 1);
        float[] whole = bits(train("toy-model { " + plain + " }", 2, even));
        float[] accumulated = bits(train("toy-model { " + halves + " }", 2, even));
        assertArrayEquals(whole, accumulated, 1e-4f);
        float[] without =
                bits(train("toy-model { model.head.dropout = 0, training { epochs = 2, batch-size = 24 } }", 2, even));
        assertNotEquals(whole[0], without[0], 1e-3f);
    }

    @Test
    void ratesAreLoweredWhereTheErrorHasStoppedFalling() throws IOException {
        // At so large a rate errors go up and down; once it is all but zero, they stay.
        String large = "epochs = 12, patience = 12, optimization.learning-rate = 2";
        train("toy-model.training { " + large + ", schedule { type = plateau, factor = 1e-9, patience = 0 } }", 3);
        double last = epochs.get(11).validationError();
        assertEquals(last, epochs.get(10).validationError(), 1e-4);
        epochs.clear();
        train("toy-model.training { " + large + " }", 3);
        assertNotEquals(epochs.get(10).validationError(), epochs.get(11).validationError(), 1e-4);
    }

    @Test
    void aTrainingGoesBackToItsBestWeightsWhereRatesAreLowered() throws IOException {
        String large = "epochs = 12, patience = 12, optimization.learning-rate = 2";
        train(
                "toy-model.training { " + large
                        + ", schedule { type = plateau, factor = 1e-9, patience = 1, return-to-best = true } }",
                3);
        double least = epochs.stream()
                .mapToDouble(Progress.Epoch::validationError)
                .min()
                .orElseThrow();
        assertEquals(least, epochs.get(11).validationError(), 1e-6);
        assertTrue(epochs.stream().anyMatch(epoch -> epoch.validationError() > least + 1e-3));
    }

    @Test
    void anEpochThatIsValidatedOftenHasTheBestOfItsTimes() throws IOException {
        String large = "epochs = 6, patience = 6, batch-size = 24, optimization.learning-rate = 2";
        train("toy-model.training { " + large + " }", 3);
        List<Progress.Epoch> usual = List.copyOf(epochs);
        epochs.clear();
        Trainer.Outcome outcome = train("toy-model.training { " + large + ", validate-every = 0.25 }", 3);
        for (int i = 0; i < usual.size(); i++) {
            assertEquals(usual.get(i).trainingLoss(), epochs.get(i).trainingLoss(), "validations change no training");
            assertTrue(epochs.get(i).validationError() <= usual.get(i).validationError());
        }
        double least = epochs.stream()
                .mapToDouble(Progress.Epoch::validationError)
                .min()
                .orElseThrow();
        assertTrue(usual.stream().noneMatch(epoch -> epoch.validationError() == least), "the best is within an epoch");
        assertEquals(least, SentimentMetrics.MAE.metric().of(outcome.validation()));
        assertEquals(least, epochs.get(outcome.best() - 1).validationError());
    }

    @Test
    void averagesOfWeightsPredictWhereTheyAreAskedFor() throws IOException {
        String large = "toy-model.training { epochs = 3, optimization.learning-rate = 0.5";
        float[] plain = bits(train(large + " }", 3));
        List<Double> losses = epochs.stream().map(Progress.Epoch::trainingLoss).toList();
        epochs.clear();
        assertArrayEquals(plain, bits(train(large + ", average-decay = 1e-9 }", 3)), 1e-5f);
        assertEquals(losses, epochs.stream().map(Progress.Epoch::trainingLoss).toList(), "training is the same");
        assertNotEquals(plain[0], bits(train(large + ", average-decay = 0.9 }", 3))[0], 1e-3f);
    }

    @Test
    void epochsAreChosenByTheSquaredErrorOrByTheLoss() throws IOException {
        String large = "toy-model.training { epochs = 8, patience = 8, optimization.learning-rate = 1, select = ";
        Trainer.Outcome bySquares = train(large + "mse }", 3);
        Trainer.Outcome byLoss = train(large + "total-loss }", 3); // which is the squared error here
        assertEquals(bySquares.validation(), byLoss.validation());
        assertEquals(bySquares.best(), byLoss.best());
        TrainingListener.Epoch first = firstValidation("toy-model", ConfigFactory.parseString(large + "mse }"));
        assertEquals("mse", first.metric());
        assertEquals(
                first.validation(),
                firstValidation("toy-model", ConfigFactory.parseString(large + "total-loss }"))
                        .validation(),
                1e-5);
    }

    @Test
    void aLossOnTheValidationSplitHasAllItsTerms() throws IOException {
        String mctn = "mctn { model { hidden = 4, steps = 4 }, training { epochs = 1, select = total-loss } }";
        List<Double> losses = new ArrayList<>();
        for (String weight : List.of("0", "0.5")) {
            Config config = ConfigFactory.parseString(mctn + ", mctn.model.losses.translation-weight = " + weight);
            losses.add(firstValidation("mctn", config).validation());
            assertEquals("total-loss", firstValidation("mctn", config).metric());
        }
        assertTrue(losses.get(1) > losses.get(0) + 0.01, losses.toString());
    }

    @Test
    void aLossThatDependsOnWhatIsRememberedCannotChooseEpochs() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> firstValidation("self-mm", ConfigFactory.parseString("self-mm.training.select = total-loss")));
        assertTrue(refused.getMessage().contains("depends on what it remembers"), refused.getMessage());
    }

    private TrainingListener.Epoch firstValidation(String name, Config overrides) throws IOException {
        ModelSettings settings = Configuration.of(TrainerTest.class.getClassLoader())
                .with(overrides)
                .make(Models.class)
                .settings(name, List.of());
        List<TrainingListener.Epoch> heard = new ArrayList<>();
        Randomness randomness = new Randomness(1);
        try (FusionModel<?> model = settings.model().build(ToySplit.schema())) {
            model.allocate(Device.cpu(), randomness);
            new Trainer(
                            settings.training(),
                            randomness,
                            new Observers(Progress.NONE, Checkpoints.none(), List.of(), List.of(heard::add), null))
                    .train(model, TRAINING, VALIDATION, directory.resolve("weights.safetensors"));
        }
        return heard.get(0);
    }

    @Test
    void divergenceIsExplained() {
        DivergedException thrown = assertThrows(
                DivergedException.class, () -> train("toy-model.training.optimization.learning-rate = 1e30", 1));
        assertTrue(thrown.getMessage().contains("a smaller learning-rate"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains("sample '"), thrown.getMessage());
    }

    @Test
    void aRestOfOneSampleJoinsTheBatchBefore() {
        int[] order = IntStream.range(0, 9).toArray();
        assertEquals(List.of(4, 5), sizes(Batches.joiningLast(order, 4)));
        assertEquals(List.of(9), sizes(Batches.joiningLast(order, 8)));
        assertEquals(List.of(3, 3, 3), sizes(Batches.joiningLast(order, 3)));
        assertEquals(9, Batches.joiningLast(order, 1).size());
    }

    private static List<Integer> sizes(List<List<Integer>> batches) {
        return batches.stream().map(List::size).toList();
    }

    private static float[] bits(Trainer.Outcome outcome) {
        List<Double> predictions = outcome.validation().predictions();
        float[] values = new float[predictions.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = predictions.get(i).floatValue();
        }
        return values;
    }

    private Trainer.Outcome train(String overrides, long seed) throws IOException {
        return train(overrides, seed, TRAINING);
    }

    private Trainer.Outcome train(String overrides, long seed, Split training) throws IOException {
        ModelSettings settings = settings(overrides);
        Randomness randomness = new Randomness(seed);
        try (FusionModel<?> model = settings.model().build(ToySplit.schema())) {
            model.allocate(Device.cpu(), randomness);
            return new Trainer(settings.training(), randomness, counting())
                    .train(model, training, VALIDATION, directory.resolve("weights.safetensors"));
        }
    }

    private Progress counting() {
        return new Progress() {
            @Override
            public void finished(Epoch epoch) {
                epochs.add(epoch);
            }

            @Override
            public void stepped(int epoch, int step, int steps) {
                taken++;
            }
        };
    }

    private static ModelSettings settings(String overrides) {
        Config config = ConfigFactory.parseString(overrides);
        return Configuration.of(TrainerTest.class.getClassLoader())
                .with(config)
                .make(Models.class)
                .settings("toy-model", List.of());
    }
}

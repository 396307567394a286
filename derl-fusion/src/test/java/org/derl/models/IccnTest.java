package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.derl.config.InvalidConfigException;
import org.derl.data.Batch;
import org.derl.data.Sequence;
import org.derl.model.Optimization;
import org.derl.model.Sweep;
import org.derl.model.Training;
import org.derl.models.iccn.Iccn;
import org.derl.part.Pass;
import org.derl.tensor.Gradients;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.optim.RmsProp;
import org.junit.jupiter.api.Test;

class IccnTest {

    private static final String SMALL = "model { state = 10, view = 4, correlation { epochs = 3, loss.largest = 2 },"
            + " regressor { size = 8, dropout = 0 } }";
    private static final String RUNNING_MEAN = "interactions.audio.lower.norm.running-mean";

    @Test
    void hasAsManyParametersAsTheReference() {
        long regressor = 708_097;
        assertEquals(672_702 + regressor, ModelTrial.parameterCount("iccn", "mosi", "", ModelTrial.schema(768, 5, 20)));
        assertEquals(
                676_902 + regressor, ModelTrial.parameterCount("iccn", "mosei", "", ModelTrial.schema(768, 74, 35)));
    }

    private static ModelTrial<Iccn.Correlated> small() {
        return ModelTrial.of("iccn", ConfigFactory.parseString(SMALL), ModelTrial.schema(12, 3, 4));
    }

    private static Batch unaligned(ModelTrial<?> trial, NDManager manager) {
        Map<String, Sequence> inputs = new LinkedHashMap<>();
        inputs.put("text", trial.random(manager, 12, 7, 7, 3, 5, 2, 6, 4, 1, 7));
        inputs.put("audio", trial.random(manager, 3, 11, 2, 11, 6, 1, 9, 3, 8, 5));
        inputs.put("vision", trial.random(manager, 4, 9, 4, 1, 9, 2, 3, 8, 7, 6));
        return trial.batch(manager, inputs);
    }

    private static Training<Iccn.Correlated> training(ModelTrial<Iccn.Correlated> trial, Batch batch) {
        return trial.model().training(batch.targets(), Optimization.adam(1e-3));
    }

    @Test
    void theFirstEpochHoldsAllOfTheFirstStage() {
        try (ModelTrial<Iccn.Correlated> trial = small();
                Scope scope = trial.open()) {
            Training<Iccn.Correlated> training = training(trial, unaligned(trial, scope.manager()));
            assertEquals(List.of("correlation", "correlation", "correlation", "regression"), names(training, 1));
            assertEquals(List.of("regression"), names(training, 2));
            Sweep<Iccn.Correlated> correlation = training.sweeps(1).get(0);
            assertEquals(RmsProp.BLUEPRINT, correlation.optimization().algorithm());
            TreeSet<String> moved = new TreeSet<>(trial.model().trainable().keySet());
            moved.removeIf(path -> correlation.moves().test(path)
                    == training.sweeps(2).get(0).moves().test(path));
            assertEquals(trial.model().trainable().keySet(), moved, "each stage moves what the other does not");
        }
    }

    private static List<String> names(Training<Iccn.Correlated> training, int epoch) {
        return training.sweeps(epoch).stream().map(Sweep::name).toList();
    }

    @Test
    void viewsStandStillInTheSecondStage() {
        try (ModelTrial<Iccn.Correlated> trial = small();
                Scope scope = trial.open()) {
            Batch batch = unaligned(trial, scope.manager());
            float[] before = statistics(trial);
            Pass pass = Pass.training(scope, new Randomness(5));
            Iccn.Correlated forward = trial.forward(pass, batch);
            NDArray loss = training(trial, batch)
                    .sweeps(2)
                    .get(0)
                    .objective()
                    .losses(pass, forward, batch)
                    .total();
            Gradients gradients = Gradients.of(loss, trial.model().trainable(), scope.manager());
            assertTrue(gradients.byPath().keySet().stream().allMatch(path -> path.startsWith("regressor.")));
            assertArrayEquals(before, statistics(trial));

            Iccn.Correlated ofFirst = trial.forward(pass, batch);
            trial.losses(pass, ofFirst, batch);
            assertFalse(Arrays.equals(before, statistics(trial)), "the first stage remembers statistics");
        }
    }

    @Test
    void theFirstStageComputesEachViewOnce() {
        try (ModelTrial<Iccn.Correlated> trial = small();
                Scope scope = trial.open()) {
            Batch batch = unaligned(trial, scope.manager());
            Pass pass = Pass.training(scope, new Randomness(5));
            List<String> computed = new ArrayList<>();
            trial.model().registerForwardHook(part -> computed.add(part.path()));
            trial.losses(pass, trial.forward(pass, batch), batch);
            trial.model().removeForwardHook();
            assertEquals(1, Collections.frequency(computed, "interactions.audio.output"), computed.toString());
            assertFalse(computed.contains("regressor.output"), computed.toString());
        }
    }

    private static float[] statistics(ModelTrial<?> trial) {
        return Objects.requireNonNull(trial.model().parameters().get(RUNNING_MEAN))
                .array()
                .toFloatArray();
    }

    @Test
    void viewsLearnToCorrelate() {
        try (ModelTrial<Iccn.Correlated> trial = small()) {
            Batch batch = unaligned(trial, trial.model().manager());
            double[] losses =
                    trial.train(batch.inputs().toMap(), batch.targets().overall(), 20);
            assertTrue(losses[19] < losses[0] && losses[19] > -2, "from " + losses[0] + " to " + losses[19]);
        }
    }

    @Test
    void saysThatAPlaneIsTooSmall() {
        String message = assertThrows(
                        InvalidConfigException.class,
                        () -> ModelTrial.of("iccn", ConfigFactory.parseString(SMALL), ModelTrial.schema(6, 3, 4)))
                .getMessage();
        assertTrue(Objects.requireNonNull(message).contains("both sizes must be 7 or more"), message);
    }
}

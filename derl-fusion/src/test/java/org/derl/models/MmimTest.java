package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.typesafe.config.ConfigFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.derl.config.InvalidConfigException;
import org.derl.data.Batch;
import org.derl.data.Sequence;
import org.derl.model.Losses;
import org.derl.model.Optimization;
import org.derl.model.Sweep;
import org.derl.model.Training;
import org.derl.models.mmim.Mmim;
import org.derl.part.Pass;
import org.derl.tensor.Gradients;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.derl.tensor.optim.Adam;
import org.derl.tensor.optim.Optimizer;
import org.junit.jupiter.api.Test;

class MmimTest {

    private static final String SMALL =
            """
            model.network {
              encoders { audio { hidden = 4, size = 8 }, vision { hidden = 4, size = 8 } }
              head.sizes = [6, 6]
            }
            """;

    private static ModelTrial<Mmim.Fused> small(String more) {
        return ModelTrial.of(
                "mmim",
                ConfigFactory.parseString(more).withFallback(ConfigFactory.parseString(SMALL)),
                ModelTrial.schema(5, 3, 4));
    }

    private static Batch unaligned(ModelTrial<?> trial, NDManager manager, float... labels) {
        int[] lengths = new int[labels.length];
        Arrays.setAll(lengths, row -> 1 + row);
        Map<String, Sequence> inputs = new LinkedHashMap<>();
        inputs.put("text", trial.random(manager, 5, 9, lengths));
        inputs.put("audio", trial.random(manager, 3, 11, lengths));
        inputs.put("vision", trial.random(manager, 4, 10, lengths));
        return ModelTrial.batch(inputs, Tensors.of(manager, labels, new Shape(labels.length)));
    }

    @Test
    void hasAsManyParametersAsTheReferenceBesideItsTextEncoder() {
        assertEquals(281_673, ModelTrial.parameterCount("mmim", "mosi", "", ModelTrial.schema(768, 5, 20)));
        assertEquals(292_425, ModelTrial.parameterCount("mmim", "mosei", "", ModelTrial.schema(768, 74, 35)));
    }

    @Test
    void eachSweepMovesItsOwnParameters() {
        try (ModelTrial<Mmim.Fused> trial = small("")) {
            assertTrue(moved(trial, 0).stream().allMatch(path -> path.startsWith("bounds.")));
            List<String> byTask = moved(trial, 1);
            assertTrue(byTask.stream().noneMatch(path -> path.startsWith("bounds.")), byTask.toString());
            assertTrue(byTask.contains("encoders.audio.output.weight"), byTask.toString());
            assertTrue(byTask.contains("contrasts.audio.layers.0.weight"), byTask.toString());
        }
    }

    /**
     * As published: they are in no optimizer, though they have gradients, and so they do not decay either. The contract
     * can except no more than the whole property.
     */
    @Test
    void onlyTheProjectionsWhoseEntropyIsEstimatedNeverMove() {
        Optimization decaying =
                new Optimization(Adam.BLUEPRINT, 1e-2, 1e-4, List.of(), Optimization.Clipping.NONE, 1, true);
        try (ModelTrial<Mmim.Fused> trial = small("");
                Scope scope = trial.open()) {
            Map<String, NDArray> weights = trial.model().trainable();
            Map<String, float[]> before = copies(weights);
            Batch batch = unaligned(trial, scope.manager(), 1, -2, 3, -1, 2, -3, 0.5f, -0.5f);
            Pass pass = Pass.evaluation(scope);
            Set<String> reached = new TreeSet<>();
            for (Sweep<Mmim.Fused> sweep :
                    trial.model().training(batch.targets(), decaying).sweeps(1)) {
                Optimizer optimizer =
                        sweep.optimization().optimizer(weights, trial.model().manager());
                for (int step = 0; step < 3; step++) {
                    Losses losses = sweep.objective().losses(pass, trial.forward(pass, batch), batch);
                    Gradients gradients = Gradients.of(losses.total(), weights, scope.manager());
                    reached.addAll(gradients.byPath().keySet());
                    optimizer.step(gradients);
                }
            }
            assertEquals(weights.keySet(), reached);
            Set<String> still = new TreeSet<>(weights.keySet());
            still.removeAll(moved(before, weights));
            assertEquals(
                    Set.of(
                            "bounds.text-audio.projection.bias",
                            "bounds.text-audio.projection.weight",
                            "bounds.text-vision.projection.bias",
                            "bounds.text-vision.projection.weight"),
                    still);
        }
    }

    private static Map<String, float[]> copies(Map<String, NDArray> weights) {
        Map<String, float[]> copies = new LinkedHashMap<>();
        weights.forEach((path, array) -> copies.put(path, array.toFloatArray()));
        return copies;
    }

    private static List<String> moved(Map<String, float[]> before, Map<String, NDArray> weights) {
        return weights.keySet().stream()
                .filter(path ->
                        !Arrays.equals(before.get(path), weights.get(path).toFloatArray()))
                .toList();
    }

    private static List<String> moved(ModelTrial<Mmim.Fused> trial, int place) {
        Map<String, NDArray> weights = trial.model().trainable();
        Map<String, float[]> before = copies(weights);
        try (Scope scope = trial.open()) {
            Batch batch = unaligned(trial, scope.manager(), 1, -2, 3, -1, 2);
            Sweep<Mmim.Fused> sweep = trial.model()
                    .training(batch.targets(), Optimization.adam(1e-2))
                    .sweeps(1)
                    .get(place);
            Pass pass = Pass.evaluation(scope);
            NDArray loss = sweep.objective()
                    .losses(pass, trial.forward(pass, batch), batch)
                    .total();
            Optimizer optimizer =
                    sweep.optimization().optimizer(weights, trial.model().manager());
            optimizer.step(Gradients.of(loss, weights, scope.manager()));
        }
        return moved(before, weights);
    }

    @Test
    void entropyCountsFromTheThirdBatchOfAnEpoch() {
        try (ModelTrial<Mmim.Fused> trial = small("");
                Scope scope = trial.open()) {
            Batch batch = unaligned(trial, scope.manager(), 1, -2, 3, -1, 2, -3, 0.5f, -0.5f);
            Training<Mmim.Fused> training = trial.model().training(batch.targets(), Optimization.adam(1e-2));
            for (int epoch = 1; epoch <= 2; epoch++) {
                Sweep<Mmim.Fused> sweep = training.sweeps(epoch).get(1);
                assertFalse(terms(trial, sweep, scope, batch).containsKey("entropy"));
                assertFalse(terms(trial, sweep, scope, batch).containsKey("entropy"));
                assertTrue(terms(trial, sweep, scope, batch).containsKey("entropy"));
            }
            assertEquals(4 * 2, training.memory().get("text-audio.positive").length);
        }
    }

    @Test
    void entropyNeedsMoreSamplesOfEachSignThanFeatures() {
        try (ModelTrial<Mmim.Fused> trial = small("");
                Scope scope = trial.open()) {
            Batch batch = unaligned(trial, scope.manager(), 1, 2, 3, 1, 2);
            Sweep<Mmim.Fused> sweep = trial.model()
                    .training(batch.targets(), Optimization.adam(1e-2))
                    .sweeps(1)
                    .get(1);
            for (int i = 0; i < 4; i++) {
                assertFalse(terms(trial, sweep, scope, batch).containsKey("entropy"));
            }
        }
    }

    private static Map<String, NDArray> terms(
            ModelTrial<Mmim.Fused> trial, Sweep<Mmim.Fused> sweep, Scope scope, Batch batch) {
        Pass pass = Pass.evaluation(scope);
        Losses losses = sweep.objective().losses(pass, trial.forward(pass, batch), batch);
        return losses.terms();
    }

    @Test
    void memoryOfSeveralBatchesForgetsTheOldest() {
        try (ModelTrial<Mmim.Fused> trial = small("model.memory = 2");
                Scope scope = trial.open()) {
            NDManager manager = scope.manager();
            Batch first = unaligned(trial, manager, 1, -1, 2, -2, 3, -3);
            Training<Mmim.Fused> training = trial.model().training(first.targets(), Optimization.adam(1e-2));
            Sweep<Mmim.Fused> sweep = training.sweeps(1).get(1);
            for (int i = 0; i < 3; i++) {
                assertFalse(terms(trial, sweep, scope, first).containsKey("entropy"), "batch " + i);
            }
            assertTrue(terms(trial, sweep, scope, first).containsKey("entropy"));
            float[] kept = training.memory().get("text-vision.negative");
            terms(trial, sweep, scope, first);
            assertArrayEquals(kept, training.memory().get("text-vision.negative"));
        }
    }

    @Test
    void saysThatNothingIsFused() {
        String message = assertThrows(InvalidConfigException.class, () -> small("model.network.head.sizes = []"))
                .getMessage();
        assertTrue(Objects.requireNonNull(message).contains("the head needs a hidden layer"), message);
    }
}

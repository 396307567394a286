package org.derl.part;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TrainingStepTest {

    private static final int STEPS = 60;

    @Test
    void nothingIsLeftOverAfterAnyStep() {
        try (SmallTrial trial = new SmallTrial(1, Device.cpu())) {
            trial.step(); // the optimizer's memories come to be with the first
            int arrays = trial.network().manager().getManagedArrays().size();
            for (int step = 0; step < 500; step++) {
                trial.step();
                assertEquals(
                        arrays, trial.network().manager().getManagedArrays().size(), "arrays after step " + step);
            }
            assertEquals(501, trial.network().seen().array().getFloat(0));
        }
    }

    @Test
    void operationOnAWeightBelongsToTheStep() {
        try (SmallTrial trial = new SmallTrial(1, Device.cpu())) {
            SmallNetwork network = trial.network();
            int arrays = network.manager().getManagedArrays().size();
            try (Scope scope = network.open()) {
                assertSame(
                        scope.manager(),
                        Tensors.scale(network.idle().array(), 2).square().getManager());
            }
            assertEquals(arrays, network.manager().getManagedArrays().size());
            assertSame(network.manager(), network.idle().array().getManager());
        }
    }

    @Test
    void trainingLearnsAndLeavesIdleWeightsAlone() {
        try (SmallTrial trial = new SmallTrial(2, Device.cpu())) {
            float[] idle = trial.weights().get("idle");
            double first = average(trial);
            for (int i = 0; i < 200; i++) {
                trial.step();
            }
            double last = average(trial);
            assertTrue(last < 0.7 * first, first + " -> " + last);
            assertArrayEquals(idle, trial.weights().get("idle"));
        }
    }

    private static double average(SmallTrial trial) {
        double sum = 0;
        for (int i = 0; i < 20; i++) {
            sum += trial.step();
        }
        return sum / 20;
    }

    @Test
    void trialsSideBySideEqualTrialsInSequence() throws InterruptedException, ExecutionException {
        List<Map<String, float[]>> inSequence = List.of(train(11), train(12));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Map<String, float[]>> one = threads.submit(() -> train(11));
            Future<Map<String, float[]>> other = threads.submit(() -> train(12));
            assertEqualBits(inSequence.get(0), one.get());
            assertEqualBits(inSequence.get(1), other.get());
        } finally {
            threads.shutdown();
        }
        assertFalse(
                Arrays.equals(inSequence.get(0).get("weight"), inSequence.get(1).get("weight")));
    }

    private static Map<String, float[]> train(long seed) {
        try (SmallTrial trial = new SmallTrial(seed, Device.cpu())) {
            for (int i = 0; i < STEPS; i++) {
                trial.step();
            }
            return trial.weights();
        }
    }

    private static void assertEqualBits(Map<String, float[]> expected, Map<String, float[]> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((path, values) -> assertArrayEquals(values, actual.get(path), path));
    }

    @Test
    @Tag("gpu")
    void gpuComputesNearlyWhatTheCpuDoes() {
        Assumptions.assumeTrue(Compute.gpus() > 0, "the engine finds no GPU here");
        try (SmallTrial cpu = new SmallTrial(3, Device.cpu());
                SmallTrial gpu = new SmallTrial(3, Compute.device("gpu0"))) {
            for (int i = 0; i < 3; i++) {
                assertEquals(cpu.step(), gpu.step(), 1e-4, "loss before step " + i);
            }
            Map<String, float[]> weights = gpu.weights();
            cpu.weights().forEach((path, values) -> assertArrayEquals(values, weights.get(path), 1e-3f, path));
        }
    }

    @Test
    void evaluationDropsNothingAndDrawsNothing() {
        try (SmallTrial trial = new SmallTrial(4, Device.cpu());
                Scope scope = trial.network().open()) {
            var x = scope.manager().ones(new Shape(3, 3));
            Pass pass = Pass.evaluation(scope);

            assertFalse(pass.training());
            assertSame(x, pass.dropout(x, 0.9));
            assertEquals(0, pass.gaussian(new Shape(5)).abs().sum().getFloat());
        }
    }

    @Test
    void trainingPassDropsUnlessItIsSpared() {
        try (SmallTrial trial = new SmallTrial(4, Device.cpu());
                Scope scope = trial.network().open()) {
            var shape = new Shape(50, 50);
            var x = scope.manager().ones(shape);
            Randomness randomness = new Randomness(6);

            float[] dropped = Pass.training(scope, randomness).dropout(x, 0.5).toFloatArray();
            assertTrue(contains(dropped, 0) && contains(dropped, 2));
            Pass spared = Pass.trainingWithoutDropout(scope, randomness);
            assertTrue(spared.training());
            assertSame(x, spared.dropout(x, 0.5));
            assertSame(x, Pass.training(scope, randomness).dropout(x, 0));
            Pass known = spared.drawing((manager, size) -> manager.ones(size));
            assertArrayEquals(filled(2500, 1), known.gaussian(shape).toFloatArray());
        }
    }

    private static float[] filled(int length, float value) {
        float[] values = new float[length];
        Arrays.fill(values, value);
        return values;
    }

    private static boolean contains(float[] values, float wanted) {
        for (float value : values) {
            if (value == wanted) {
                return true;
            }
        }
        return false;
    }
}

package org.derl.tensor.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.derl.tensor.Compute;
import org.derl.tensor.Functions;
import org.derl.tensor.Golden;
import org.derl.tensor.Gradients;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OptimizerTest {

    private static final double RATE = 0.01;
    private static final double DECAY = 0.05;
    private static final int STEPS = 5;

    private NDManager manager;
    private Map<String, NDArray> inputs;
    private Map<String, NDArray> expected;

    @BeforeEach
    void open() {
        Compute.prepareThread();
        manager = Compute.newManager(Device.cpu());
        inputs = Golden.read(manager, "optimizers/inputs.safetensors");
        expected = Golden.read(manager, "optimizers/expected.safetensors");
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void parametersWithoutGradientStayAsTheyAre() {
        for (BiFunction<NDManager, List<ParameterGroup>, Optimizer> kind :
                List.<BiFunction<NDManager, List<ParameterGroup>, Optimizer>>of(Adam::new, RmsProp::new)) {
            NDArray moved = vector(1, 2);
            NDArray idle = vector(3, 4);
            Map<String, NDArray> both = new LinkedHashMap<>(Map.of("idle", idle));
            both.put("moved", moved);
            Optimizer optimizer = kind.apply(manager, List.of(new ParameterGroup(both, RATE, DECAY)));

            optimizer.step(Gradients.of(Map.of("moved", vector(1, 1))));

            assertArrayEquals(new float[] {3, 4}, idle.toFloatArray());
            assertTrue(moved.toFloatArray()[0] < 1);
            assertTrue(optimizer.state().keySet().stream().noneMatch(name -> name.startsWith("idle")));
        }
    }

    @Test
    void zeroGradientsMoveNothing() {
        for (BiFunction<NDManager, List<ParameterGroup>, Optimizer> kind :
                List.<BiFunction<NDManager, List<ParameterGroup>, Optimizer>>of(Adam::new, RmsProp::new)) {
            NDArray parameter = vector(1, -2, 0);
            Optimizer optimizer = kind.apply(manager, List.of(group("p", parameter, RATE, 0)));

            optimizer.step(Gradients.of(Map.of("p", vector(0, 0, 0))));

            assertArrayEquals(new float[] {1, -2, 0}, parameter.toFloatArray());
        }
    }

    @Test
    void gradientsFromTransposedPathsMoveTheRightElements() {
        NDArray parameter = parameter(inputs.get("param"));
        NDArray weights = inputs.get("grads").get(0).transpose().duplicate();
        Optimizer optimizer = new Adam(manager, List.of(group("p", parameter, RATE, 0)));

        optimizer.step(Gradients.of(parameter.transpose().mul(weights).sum(), Map.of("p", parameter), manager));
        assertPyTorch(expected.get("feat.adam_after1"), parameter, "transposed");
        NDArray spread = vector(1, 2, 3);
        new Adam(manager, List.of(group("p", spread, RATE, 0)))
                .step(Gradients.of(spread.sum(), Map.of("p", spread), manager));
        assertArrayEquals(new float[] {0.99f, 1.99f, 2.99f}, spread.toFloatArray(), 1e-6f);
    }

    @Test
    void groupsMoveAtTheirOwnRates() {
        NDArray slow = vector(1);
        NDArray fast = vector(1);
        Optimizer optimizer = new Adam(manager, List.of(group("slow", slow, 0.01, 0), group("fast", fast, 0.1, 0)));

        optimizer.step(Gradients.of(Map.of("slow", vector(2), "fast", vector(2))));
        assertEquals(0.99, slow.getFloat(0), 1e-6);
        assertEquals(0.9, fast.getFloat(0), 1e-6);

        optimizer.setRateFactor(0.1);
        optimizer.step(Gradients.of(Map.of("slow", vector(2), "fast", vector(2))));
        assertEquals(0.989, slow.getFloat(0), 1e-6);
        assertEquals(0.89, fast.getFloat(0), 1e-6);

        optimizer.setRateFactor(0.5); // in place of the tenth
        optimizer.step(Gradients.of(Map.of("slow", vector(2), "fast", vector(2))));
        assertEquals(0.984, slow.getFloat(0), 1e-6);
        assertEquals(0.84, fast.getFloat(0), 1e-6);
    }

    @Test
    void restoredOptimizerGoesOnBitByBit() {
        for (BiFunction<NDManager, List<ParameterGroup>, Optimizer> kind :
                List.<BiFunction<NDManager, List<ParameterGroup>, Optimizer>>of(Adam::new, RmsProp::new)) {
            NDArray straight = parameter(inputs.get("param"));
            Optimizer optimizer = kind.apply(manager, List.of(group("p", straight, RATE, DECAY)));
            optimizer.setRateFactor(1.0 / 3);
            steps(optimizer, 0, 3);

            NDArray resumed = parameter(straight);
            Optimizer other = kind.apply(manager, List.of(group("p", resumed, RATE, DECAY)));
            other.restore(optimizer.state());
            steps(optimizer, 3, STEPS);
            steps(other, 3, STEPS);

            assertArrayEquals(straight.toByteArray(), resumed.toByteArray());
        }
    }

    private void steps(Optimizer optimizer, int from, int to) {
        for (int step = from; step < to; step++) {
            optimizer.step(Gradients.of(Map.of("p", gradient(step))));
        }
    }

    @Test
    void stateThatDoesNotFitChangesNothing() {
        NDArray parameter = parameter(inputs.get("param"));
        Optimizer optimizer = new Adam(manager, List.of(group("p", parameter, RATE, 0)));
        steps(optimizer, 0, 2);
        Map<String, NDArray> state = optimizer.state();
        byte[] mean = state.get("p:mean").toByteArray();

        assertRefused(optimizer, state, "p:mean", vector(1), "no fitting mean");
        assertRefused(optimizer, state, "p:square", null, "no fitting square");
        assertRefused(optimizer, state, "other:mean", vector(1), "[other:mean]");
        assertRefused(optimizer, state, "rate-factor", null, "rate-factor");
        assertArrayEquals(mean, optimizer.state().get("p:mean").toByteArray());
    }

    private static void assertRefused(
            Optimizer optimizer, Map<String, NDArray> state, String name, NDArray array, String message) {
        Map<String, NDArray> wrong = new LinkedHashMap<>(state);
        if (array == null) {
            wrong.remove(name);
        } else {
            wrong.put(name, array);
        }
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> optimizer.restore(wrong));
        assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    }

    @Test
    void askingForTheStateAndRestoringItAllocatesNothingThatStays() {
        Optimizer optimizer = new Adam(manager, List.of(group("p", parameter(inputs.get("param")), RATE, 0)));
        steps(optimizer, 0, 1);
        List<NDArray> before = manager.getManagedArrays();
        for (int i = 0; i < 3; i++) {
            optimizer.restore(optimizer.state());
            optimizer.setRateFactor(0.5);
        }
        assertEquals(before.size(), manager.getManagedArrays().size());
    }

    @Test
    void gradientsAddUpPathByPath() {
        Gradients sum = Gradients.of(Map.of("a", vector(1, 2), "b", vector(3)))
                .plus(Gradients.of(Map.of("b", vector(4), "c", vector(5))));

        assertArrayEquals(new float[] {1, 2}, sum.byPath().get("a").toFloatArray());
        assertArrayEquals(new float[] {7}, sum.byPath().get("b").toFloatArray());
        assertArrayEquals(new float[] {5}, sum.byPath().get("c").toFloatArray());
    }

    @Test
    void normIsThatOfAllGradientsTogether() {
        assertEquals(
                13, Gradients.of(Map.of("a", vector(3, 4), "b", vector(12))).norm(), 1e-6);
        assertEquals(0, Gradients.of(Map.of()).norm());
        NDArray exact = Tensors.of(manager, new double[] {0.1}, new Shape(1));
        assertEquals(0.1, Gradients.of(Map.of("a", exact)).norm());
    }

    @Test
    void smallGradientsAreNotClipped() {
        Gradients small = Gradients.of(Map.of("a", vector(0.3, -0.4)));

        assertArrayEquals(
                new float[] {0.3f, -0.4f}, small.clipNorm(1).byPath().get("a").toFloatArray());
        assertArrayEquals(
                new float[] {0.3f, -0.35f},
                small.clipValue(0.35).byPath().get("a").toFloatArray());
        assertTrue(Gradients.of(Map.of()).clipNorm(1).byPath().isEmpty());
    }

    @Test
    void parametersThatTheLossDoesNotReachHaveNoGradient() {
        NDArray reached = vector(2);
        NDArray other = vector(3);

        Gradients gradients = Gradients.of(reached.square().sum(), Map.of("reached", reached, "other", other), manager);

        assertEquals(
                Map.of("reached", 4f),
                Map.of("reached", gradients.byPath().get("reached").getFloat(0)));
        assertEquals(1, gradients.byPath().size());
    }

    private NDArray gradient(int step) {
        return inputs.get("grads").get(step);
    }

    private static ParameterGroup group(String path, NDArray parameter, double rate, double decay) {
        return new ParameterGroup(Map.of(path, parameter), rate, decay);
    }

    private NDArray vector(double... values) {
        NDArray exact = Tensors.of(manager, values, new Shape(values.length));
        return parameter(Functions.toFloat(exact));
    }

    private static NDArray parameter(NDArray values) {
        NDArray own = values.stopGradient().duplicate();
        own.setRequiresGradient(true);
        return own;
    }

    /** To 1e-7, and the last bit of what is larger than 1. */
    private static void assertPyTorch(NDArray expected, NDArray actual, String what) {
        float[] wanted = expected.toFloatArray();
        float[] found = actual.toFloatArray();
        assertEquals(wanted.length, found.length, what);
        for (int i = 0; i < wanted.length; i++) {
            assertEquals(wanted[i], found[i], 1e-7 * Math.max(1, 1.2 * Math.abs(wanted[i])), what + " at " + i);
        }
    }
}

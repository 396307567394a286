package org.derl.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.config.Blueprint;
import org.derl.model.Optimization.Clipping;
import org.derl.model.Optimization.Group;
import org.derl.tensor.Compute;
import org.derl.tensor.Gradients;
import org.derl.tensor.Tensors;
import org.derl.tensor.optim.Adam;
import org.derl.tensor.optim.Optimizer;
import org.derl.tensor.optim.RmsProp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OptimizationTest {

    private static final Clipping NONE = new Clipping(Clipping.By.NOTHING, 0);

    private NDManager manager;

    @BeforeEach
    void open() {
        Compute.prepareThread();
        manager = Compute.newManager(Device.cpu());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray vector(float... values) {
        return Tensors.of(manager, values, new Shape(values.length));
    }

    @Test
    void firstGroupThatFitsAPathCounts() {
        Map<String, NDArray> parameters = new LinkedHashMap<>();
        List.of("text.bert.a", "text.b", "head.c").forEach(path -> parameters.put(path, vector(0)));
        Optimization optimization = new Optimization(
                Adam.BLUEPRINT,
                0.1,
                0,
                List.of(new Group("text.bert.", 0.001, 0), new Group("text.", 0.01, 0)),
                NONE,
                1,
                true);

        assertEquals(0.001, optimization.rate("text.bert.a"));
        assertEquals(0.1, optimization.rate("head.c"));
        Map<String, NDArray> gradients = new LinkedHashMap<>();
        parameters.keySet().forEach(path -> gradients.put(path, vector(1)));
        optimization.optimizer(parameters, manager).step(Gradients.of(gradients));

        assertEquals(-0.001, parameters.get("text.bert.a").getFloat(0), 1e-6);
        assertEquals(-0.01, parameters.get("text.b").getFloat(0), 1e-6);
        assertEquals(-0.1, parameters.get("head.c").getFloat(0), 1e-6);
    }

    @Test
    void ratesOfATextEncoderFallFromLayerToLayer() {
        Map<String, NDArray> parameters = new LinkedHashMap<>();
        List.of(
                        "text-encoder.embeddings.word_embeddings.weight",
                        "text-encoder.encoder.layer.0.output.dense.weight",
                        "text-encoder.encoder.layer.1.output.dense.weight",
                        "text-encoder.pooler.dense.weight",
                        "head.layer.0.weight")
                .forEach(path -> parameters.put(path, vector(0)));
        Optimization optimization = new Optimization(
                Adam.BLUEPRINT, 0.1, 0, List.of(new Group("text-encoder", 0.01, 0)), NONE, 1, true, null, 0.5);
        Map<String, NDArray> gradients = new LinkedHashMap<>();
        parameters.keySet().forEach(path -> gradients.put(path, vector(1)));
        optimization.optimizer(parameters, manager).step(Gradients.of(gradients));

        double[] moved = parameters.values().stream()
                .mapToDouble(parameter -> -parameter.getFloat(0))
                .toArray();
        assertArrayEquals(new double[] {0.0025, 0.005, 0.01, 0.01, 0.1}, moved, 1e-6);
        assertThrows(
                IllegalArgumentException.class,
                () -> new Optimization(Adam.BLUEPRINT, 0.1, 0, List.of(), NONE, 1, true, null, 0.0));
    }

    @Test
    void algorithmsDiffer() {
        // The first step of RMSprop is 1 / sqrt(1 - 0.99) times that of Adam.
        assertEquals(-0.1, afterOneStep(Adam.BLUEPRINT), 1e-6);
        assertEquals(-1, afterOneStep(RmsProp.BLUEPRINT), 1e-5);
    }

    private float afterOneStep(Blueprint<Optimizer.Input, Optimizer> algorithm) {
        NDArray parameter = vector(0);
        new Optimization(algorithm, 0.1, 0, List.of(), NONE, 1, true)
                .optimizer(Map.of("p", parameter), manager)
                .step(Gradients.of(Map.of("p", vector(2))));
        return parameter.getFloat(0);
    }

    @Test
    void clippingDoesWhatItsNameSays() {
        Gradients gradients = Gradients.of(Map.of("p", vector(3, -4)));

        assertClipped(new float[] {3, -4}, NONE.apply(gradients));
        assertClipped(new float[] {0.3f, -0.4f}, new Clipping(Clipping.By.NORM, 0.5).apply(gradients));
        assertClipped(new float[] {0.5f, -0.5f}, new Clipping(Clipping.By.VALUE, 0.5).apply(gradients));
    }

    @Test
    void batchesAreClippedBeforeTheStepUnlessToldOtherwise() {
        Gradients gradients = Gradients.of(Map.of("p", vector(3, -4)));
        Clipping once = new Clipping(Clipping.By.VALUE, 0.5);
        Clipping often = new Clipping(Clipping.By.VALUE, 0.5, true);

        assertClipped(new float[] {3, -4}, once.applyToBatch(gradients));
        assertClipped(new float[] {0.5f, -0.5f}, often.applyToBatch(gradients));
        assertClipped(new float[] {3, -4}, new Clipping(Clipping.By.NOTHING, 1, true).applyToBatch(gradients));
    }

    private static void assertClipped(float[] expected, Gradients gradients) {
        assertArrayEquals(expected, gradients.byPath().get("p").toFloatArray(), 1e-6f);
    }

    @Test
    void settingsThatLeadNowhereAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> optimization(0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> optimization(0.1, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> optimization(0.1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> optimization(Double.NaN, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> optimization(0.1, Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new Clipping(Clipping.By.NORM, 0));
        assertThrows(IllegalArgumentException.class, () -> new Clipping(Clipping.By.VALUE, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new Group("head", -0.1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Group("head", 0.1, -1));
    }

    private static Optimization optimization(double rate, double decay, int accumulation) {
        return new Optimization(Adam.BLUEPRINT, rate, decay, List.of(), NONE, accumulation, true);
    }

    @Test
    void aShortRunOfBatchesCountsUnlessItIsDropped() {
        Optimization pairs = optimization(0.1, 0, 2);
        assertTrue(pairs.countsRun(2));
        assertTrue(pairs.countsRun(1));
        Optimization whole = new Optimization(Adam.BLUEPRINT, 0.1, 0, List.of(), NONE, 2, true, true, null);
        assertTrue(whole.countsRun(2));
        assertFalse(whole.countsRun(1));
        assertFalse(whole.with(List.of()).countsRun(1));
    }

    @Test
    void lossesOfTheTaskAreMeans() {
        assertEquals(1.5, TaskLoss.ABSOLUTE.of(vector(1, 2), vector(3, 1)).getFloat());
        assertEquals(2.5, TaskLoss.SQUARED.of(vector(1, 2), vector(3, 1)).getFloat());
    }

    @Test
    void lossTermsAddUpAndKeepTheirOrder() {
        NDArray task = vector(2).sum();
        Losses losses = Losses.task(task)
                .plus("z", 0.5, vector(4).sum())
                .plus("a", -1, vector(3).sum());

        assertEquals(2 + 0.5 * 4 - 3, losses.total().getFloat(), 1e-6);
        assertEquals(List.of("task", "z", "a"), List.copyOf(losses.terms().keySet()));
        assertEquals(4, losses.terms().get("z").getFloat());
        assertThrows(UnsupportedOperationException.class, () -> losses.terms().clear());
    }
}

package org.derl.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.tensor.Recurrences.Recurrent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In the precision of training, where the engine has a kernel of its own; in double precision gradients are tested. */
class PaddedLstmTest {

    private static final int[] LENGTHS = {7, 3, 9, 1};
    private static final int TIME = 9;
    private static final int IN = 5;
    private static final int HIDDEN = 6;

    private NDManager manager;
    private Randomness randomness;

    @BeforeEach
    void open() {
        Compute.prepareThread();
        manager = Compute.newManager(Device.cpu());
        randomness = new Randomness(11);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void paddingReadIsPaddingLeftOut(int directions) {
        NDArray x = variable(new Shape(LENGTHS.length, TIME, IN), 3); // numbers in padding too
        List<NDArray> weights = weights(directions);

        Recurrent read = PaddedLstm.read(x, LENGTHS, weights);
        Recurrent leftOut = Recurrences.packed("lstm", x, LENGTHS, weights);

        same(leftOut.outputs(), read.outputs());
        same(leftOut.last(), read.last());
        same(leftOut.cells(), read.cells());
        List<float[]> gradients = gradients(read, x, weights);
        List<float[]> expected = gradients(leftOut, x, weights);
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), gradients.get(i), 1e-5f, "gradient " + i);
        }
        noGradientIn(gradients.get(0));
    }

    private static void noGradientIn(float[] ofInputs) {
        for (int sample = 0; sample < LENGTHS.length; sample++) {
            for (int place = LENGTHS[sample] * IN; place < TIME * IN; place++) {
                assertEquals(0, ofInputs[sample * TIME * IN + place], "padding of sample " + sample);
            }
        }
    }

    @Test
    void batchesOfPaddingAreLeftToTheOtherWay() {
        assertFalse(PaddedLstm.isFor(manager.zeros(new Shape(2, 100, 1)), new int[] {60, 1}));
    }

    @Test
    void predictionsAreRightToo() {
        NDArray x = variable(new Shape(LENGTHS.length, TIME, IN), 3);
        List<NDArray> weights = weights(2);

        Recurrent trained = Recurrences.lstm(x, LENGTHS, weights);
        Recurrent predicted = Compute.withoutGradients(() -> Recurrences.lstm(x, LENGTHS, weights));

        same(trained.outputs(), predicted.outputs());
        same(trained.last(), predicted.last());
    }

    private static void same(NDArray expected, NDArray actual) {
        assertEquals(expected.getShape(), actual.getShape());
        assertArrayEquals(expected.toFloatArray(), actual.toFloatArray(), 1e-6f);
    }

    private List<float[]> gradients(Recurrent result, NDArray x, List<NDArray> weights) {
        Map<String, NDArray> parameters = new LinkedHashMap<>();
        parameters.put("x", x);
        weights.forEach(weight -> parameters.put("weight" + parameters.size(), weight));
        NDArray loss = result.outputs()
                .square()
                .sum()
                .add(result.last().sum())
                .add(result.cells().square().sum());
        Map<String, NDArray> gradients = Gradients.of(loss, parameters, manager).byPath();
        return parameters.keySet().stream()
                .map(name -> gradients.get(name).toFloatArray())
                .toList();
    }

    private List<NDArray> weights(int directions) {
        List<NDArray> weights = new ArrayList<>();
        for (int i = 0; i < directions; i++) {
            weights.add(variable(new Shape(4 * HIDDEN, IN), 0.4));
            weights.add(variable(new Shape(4 * HIDDEN, HIDDEN), 0.4));
            weights.add(variable(new Shape(4 * HIDDEN), 0.4));
            weights.add(variable(new Shape(4 * HIDDEN), 0.4));
        }
        return weights;
    }

    private NDArray variable(Shape shape, double scale) {
        NDArray array = Tensors.scale(randomness.gaussian(manager, shape), scale);
        array.setRequiresGradient(true);
        return array;
    }
}

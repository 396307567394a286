package org.derl.layers.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.derl.data.Sequence;
import org.derl.part.Parameter;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.derl.tensor.Recurrences.Recurrent;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the equations, written out in double precision. */
class GruTest {

    private static final int IN = 3;
    private static final int HIDDEN = 4;
    private static final int TIME = 5;

    @BeforeEach
    void prepare() {
        Compute.prepareThread();
    }

    @ParameterizedTest
    @ValueSource(ints = {TIME, 2})
    void readsEachSampleUpToItsOwnEndInBothDirections(int length) {
        try (Gru gru = new Gru(IN, HIDDEN, true)) {
            gru.allocate(Device.cpu(), new Randomness(7));
            try (Scope scope = gru.open()) {
                NDArray x = new Randomness(8).gaussian(scope.manager(), new Shape(2, TIME, IN));
                Recurrent read = gru.apply(Sequence.of(x, new int[] {length, TIME}));
                double[][] steps = rows(Tensors.at(x, 0, 0));
                double[][] forwards = states(gru, "", steps, length, false);
                double[][] backwards = states(gru, "-reverse", steps, length, true);
                float[][] outputs = floats(Tensors.at(read.outputs(), 0, 0));
                for (int t = 0; t < TIME; t++) {
                    double[] expected = new double[2 * HIDDEN]; // zeros after the end
                    System.arraycopy(forwards[t], 0, expected, 0, HIDDEN);
                    System.arraycopy(backwards[t], 0, expected, HIDDEN, HIDDEN);
                    assertClose(expected, outputs[t]);
                }
                assertClose(forwards[length - 1], floats(Tensors.at(read.last(), 0, 0))[0]);
                assertClose(backwards[0], floats(Tensors.at(read.last(), 0, 1))[0]);
                assertArrayEquals(read.last().toFloatArray(), read.cells().toFloatArray(), "it has no other state");
            }
        }
    }

    /** By step: r = s(Wr x + Ur h), z = s(Wz x + Uz h), n = tanh(Wn x + r (Un h)), h = (1 - z) n + z h, with biases. */
    private static double[][] states(Gru gru, String suffix, double[][] steps, int length, boolean reverse) {
        double[][] states = new double[TIME][HIDDEN];
        double[] h = new double[HIDDEN];
        for (int i = 0; i < length; i++) {
            int t = reverse ? length - 1 - i : i;
            double[] input = affine(gru, "input", suffix, steps[t]);
            double[] own = affine(gru, "hidden", suffix, h);
            double[] next = new double[HIDDEN];
            for (int j = 0; j < HIDDEN; j++) {
                double r = sigmoid(input[j] + own[j]);
                double z = sigmoid(input[HIDDEN + j] + own[HIDDEN + j]);
                double n = Math.tanh(input[2 * HIDDEN + j] + r * own[2 * HIDDEN + j]);
                next[j] = (1 - z) * n + z * h[j];
            }
            h = next;
            states[t] = next;
        }
        return states;
    }

    private static double[] affine(Gru gru, String kind, String suffix, double[] x) {
        double[][] weight = rows(array(gru, kind + "-weight" + suffix));
        float[] bias = array(gru, kind + "-bias" + suffix).toFloatArray();
        double[] y = new double[weight.length];
        assertEquals(3 * HIDDEN, y.length);
        for (int i = 0; i < y.length; i++) {
            y[i] = bias[i];
            for (int j = 0; j < x.length; j++) {
                y[i] += weight[i][j] * x[j];
            }
        }
        return y;
    }

    private static NDArray array(Gru gru, String path) {
        Parameter parameter = gru.parameters().get(path);
        if (parameter == null) {
            throw new AssertionError(gru.parameters().keySet() + " lack " + path);
        }
        return parameter.array();
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static float[][] floats(NDArray matrix) {
        int columns = (int) matrix.getShape().get(1);
        float[] all = matrix.toFloatArray();
        float[][] rows = new float[all.length / columns][columns];
        for (int i = 0; i < all.length; i++) {
            rows[i / columns][i % columns] = all[i];
        }
        return rows;
    }

    private static double[][] rows(NDArray matrix) {
        float[][] floats = floats(matrix);
        double[][] rows = new double[floats.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[floats[i].length];
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = floats[i][j];
            }
        }
        return rows;
    }

    private static void assertClose(double[] expected, float[] actual) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], 1e-6);
        }
    }
}

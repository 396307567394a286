package org.derl.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.derl.data.Sequence;
import org.derl.gates.EnhancementUnit.Config;
import org.derl.gates.EnhancementUnit.Config.Norm;
import org.derl.part.Gate.GateShape;
import org.derl.part.Pass;
import org.derl.part.Weights;
import org.derl.tensor.Compute;
import org.derl.tensor.Gradients;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnhancementUnitTest {

    private static final GateShape SHAPE = new GateShape(2, List.of(2));

    /** One sample of two real steps and one of padding. */
    private static final double[][] M = {{1, 2}, {-1, 0.5}, {50, 60}};

    private static final double[][] H = {{0.5, -1}, {2, 1}, {70, -80}};

    @BeforeEach
    void prepare() {
        Compute.prepareThread();
    }

    private static Sequence sequence(Scope scope, double[][] rows) {
        float[] values = new float[6];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) rows[i / 2][i % 2];
        }
        return Sequence.of(Tensors.of(scope.manager(), values, new Shape(1, 3, 2)), new int[] {2});
    }

    /** W_M and W_H are the identity, so that M' = M and H' = H. */
    private static EnhancementUnit unit(Norm norm) throws Exception {
        EnhancementUnit unit = new EnhancementUnit(new Config(norm, false, 0), SHAPE);
        unit.allocate(Device.cpu(), new Randomness(1));
        float[] identity = {1, 0, 0, 1};
        Weights.set(
                unit,
                Map.of(
                        "target.weight", Tensors.of(unit.manager(), identity, new Shape(2, 2)),
                        "context.weight", Tensors.of(unit.manager(), identity, new Shape(2, 2))),
                "the test");
        return unit;
    }

    @ParameterizedTest
    @EnumSource(Norm.class)
    void computesTheEquations(Norm norm) throws Exception {
        try (EnhancementUnit unit = unit(norm);
                Scope scope = unit.open()) {
            float[] out = unit.apply(Pass.evaluation(scope), sequence(scope, M), List.of(sequence(scope, H)))
                    .values()
                    .toFloatArray();
            for (int step = 0; step < 2; step++) {
                double[] weights = weights(norm, step);
                for (int i = 0; i < 2; i++) {
                    double expected = M[step][i] + weights[0] * H[0][i] + weights[1] * H[1][i];
                    assertEquals(expected, out[2 * step + i], 1e-5, "step " + step);
                }
            }
        }
    }

    /** softmax over the real steps j of H_i · (M_j ⊙ H_j) / norm. */
    private static double[] weights(Norm norm, int step) {
        double[][] f = new double[2][2];
        double[] products = new double[2];
        for (int j = 0; j < 2; j++) {
            for (int i = 0; i < 2; i++) {
                f[j][i] = M[j][i] * H[j][i];
                products[j] += H[step][i] * f[j][i];
            }
        }
        double first = Math.exp(products[0] / norm(norm, f, 0));
        double second = Math.exp(products[1] / norm(norm, f, 1));
        return new double[] {first / (first + second), second / (first + second)};
    }

    /** Over both steps, over that step, or the root of the larger eigenvalue of F Fᵀ, which is 2 by 2. */
    private static double norm(Norm norm, double[][] f, int step) {
        double sample = f[0][0] * f[0][0] + f[0][1] * f[0][1] + f[1][0] * f[1][0] + f[1][1] * f[1][1];
        double determinant = f[0][0] * f[1][1] - f[0][1] * f[1][0];
        return switch (norm) {
            case SAMPLE -> Math.sqrt(sample);
            case STEP -> Math.hypot(f[step][0], f[step][1]);
            case SPECTRAL -> Math.sqrt((sample + Math.sqrt(sample * sample - 4 * determinant * determinant)) / 2);
        };
    }

    @Test
    void aProductOfZerosHasASpectralNormWithAGradient() throws Exception {
        try (EnhancementUnit unit = unit(Norm.SPECTRAL);
                Scope scope = unit.open()) {
            NDArray out = unit.apply(
                            Pass.evaluation(scope), sequence(scope, new double[3][2]), List.of(sequence(scope, H)))
                    .values();
            Gradients gradients = Gradients.of(out.sum(), unit.trainable(), scope.manager());
            assertTrue(Double.isFinite(gradients.norm()));
        }
    }

    @Test
    void biasIsASetting() {
        assertTrue(new EnhancementUnit(new Config(Norm.SAMPLE, true, 0), SHAPE)
                .parameters()
                .containsKey("target.bias"));
        assertFalse(new EnhancementUnit(new Config(Norm.SAMPLE, false, 0), SHAPE)
                .parameters()
                .containsKey("target.bias"));
    }

    @Test
    void refusesAContextOfAnotherSize() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new EnhancementUnit(new Config(Norm.SAMPLE, false, 0), new GateShape(2, List.of(3))));
    }
}

package org.derl.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
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

    /** softmax over the real steps j of H_i · (M_j ⊙ H_j) / norm, where the norm is over both j, or that of each. */
    private static double[] weights(Norm norm, int step) {
        double[] products = new double[2];
        double[] squares = new double[2];
        for (int j = 0; j < 2; j++) {
            for (int i = 0; i < 2; i++) {
                double f = M[j][i] * H[j][i];
                products[j] += H[step][i] * f;
                squares[j] += f * f;
            }
        }
        double sample = Math.sqrt(squares[0] + squares[1]);
        double first = Math.exp(products[0] / (norm == Norm.SAMPLE ? sample : Math.sqrt(squares[0])));
        double second = Math.exp(products[1] / (norm == Norm.SAMPLE ? sample : Math.sqrt(squares[1])));
        return new double[] {first / (first + second), second / (first + second)};
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

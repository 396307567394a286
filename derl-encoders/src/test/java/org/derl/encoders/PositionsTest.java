package org.derl.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Map;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;
import org.derl.part.Weights;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PositionsTest {

    @BeforeEach
    void prepare() {
        Compute.prepareThread();
    }

    private static float[] addedTo(float start, SequenceEncoder positions, int time, int size, Scope scope) {
        float[] values = new float[time * size];
        Arrays.fill(values, start);
        Sequence sequence = Sequence.full(Tensors.of(scope.manager(), values, new Shape(1, time, size)));
        return positions.encode(Pass.evaluation(scope), sequence).values().toFloatArray();
    }

    @Test
    void sinesLieInEvenAndCosinesInOddColumns() {
        SinusoidalPositions positions =
                new SinusoidalPositions(new SinusoidalPositions.Config(), FeatureShape.features(4, 9));
        try (NDManager manager = Compute.newManager(Device.cpu());
                Scope scope = Scope.below(manager)) {
            float[] added = addedTo(5, positions, 3, 4, scope);
            for (int step = 0; step < 3; step++) {
                double fast = step; // 10000^(0/4)
                double slow = step / 100.0; // 10000^(2/4)
                assertEquals(5 + Math.sin(fast), added[4 * step], 1e-6);
                assertEquals(5 + Math.cos(fast), added[4 * step + 1], 1e-6);
                assertEquals(5 + Math.sin(slow), added[4 * step + 2], 1e-6);
                assertEquals(5 + Math.cos(slow), added[4 * step + 3], 1e-6);
            }
        }
    }

    @Test
    void learnedPositionsAreRowsOfATable() throws Exception {
        try (LearnedPositions positions =
                new LearnedPositions(new LearnedPositions.Config(), FeatureShape.features(2, 3))) {
            positions.allocate(Device.cpu(), new Randomness(1));
            float[] table = {1, 2, 3, 4, 5, 6};
            Weights.set(
                    positions, Map.of("table", Tensors.of(positions.manager(), table, new Shape(3, 2))), "the test");
            try (Scope scope = positions.open()) {
                assertArrayEquals(new float[] {11, 12, 13, 14}, addedTo(10, positions, 2, 2, scope));
                assertThrows(IllegalArgumentException.class, () -> addedTo(0, positions, 4, 2, scope));
            }
        }
    }
}

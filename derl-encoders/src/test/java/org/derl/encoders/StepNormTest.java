package org.derl.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.part.Pass;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StepNormTest {

    private final StepNorm norm = new StepNorm(new StepNorm.Config(), FeatureShape.features(2, 4));

    @BeforeEach
    void allocate() {
        Compute.prepareThread();
        norm.allocate(Device.cpu(), new Randomness(1));
    }

    @AfterEach
    void close() {
        norm.close();
    }

    private static NDArray values(Scope scope) {
        // The last step of the second sample is padding, and holds something.
        float[] values = {1, 3, 10, 20, 30, 40, /* the second sample */ 5, 7, 10, 0, 99, 99};
        return Tensors.of(scope.manager(), values, new Shape(2, 3, 2));
    }

    @Test
    void eachStepHasStatisticsOfItsOwn() {
        try (Scope scope = norm.open()) {
            Sequence padded = Sequence.of(values(scope), new int[] {3, 2});
            Pass pass = Pass.training(scope, new Randomness(2));
            NDArray normalized = norm.encode(pass, padded).values();
            assertEquals(new Shape(2, 3, 2), normalized.getShape());
            // 1, 3, 5, 7 have the mean 4 and the variance 5.
            float deviation = (float) Math.sqrt(5 + 1e-5);
            assertArrayEquals(
                    new float[] {-3 / deviation, -1 / deviation, 1 / deviation, 3 / deviation},
                    Tensors.at(normalized, 1, 0).toFloatArray(),
                    1e-5f);
        }
        // Padding counts as zeros: 30, 40, 0, 0; and so does the fourth step, which no sample has.
        float[] means = norm.parameters().get("norm.running-mean").array().toFloatArray();
        assertArrayEquals(new float[] {0.4f, 1, 1.75f, 0}, means, 1e-5f);
    }

    @Test
    void refusesMoreStepsThanThereAre() {
        try (Scope scope = norm.open()) {
            Sequence longer = Sequence.full(scope.manager().zeros(new Shape(1, 5, 2)));
            assertThrows(IllegalArgumentException.class, () -> norm.encode(Pass.evaluation(scope), longer));
        }
    }
}

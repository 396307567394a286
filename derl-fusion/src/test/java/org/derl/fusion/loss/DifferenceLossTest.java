package org.derl.fusion.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class DifferenceLossTest {

    private static final DifferenceLoss LOSS = new DifferenceLoss(new DifferenceLoss.Config(), ViewLosses.sizes(4, 4));

    @Test
    void saysNothingOfABatchOfOne() {
        try (ViewLosses views = new ViewLosses()) {
            float[] gradient = views.gradientOfOne(LOSS, new float[] {3, 4}, new float[] {1, 0}, new Shape(1, 2));
            assertArrayEquals(new float[2], gradient);
        }
    }
}

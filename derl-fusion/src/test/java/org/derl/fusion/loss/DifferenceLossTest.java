package org.derl.fusion.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    @Test
    void vectorsOfNoLengthStayOfNoLength() {
        try (ViewLosses views = new ViewLosses()) {
            // Both have a mean of zero. u = (1, 2) / sqrt(5) and -u meet (1, 0) and -u, the row between meets nothing.
            float[] one = {1, 2, 0, 0, -1, -2};
            float[] other = {1, 0, 0, 2, -1, -2};
            double perColumn = 1 + 1 / Math.sqrt(5);
            assertEquals((perColumn * perColumn + 0.8) / 4, views.value(LOSS, one, other, new Shape(3, 2)), 1e-5);
            for (float value : views.gradientOfOne(LOSS, one, other, new Shape(3, 2))) {
                assertTrue(Float.isFinite(value), "not finite");
            }
        }
    }
}

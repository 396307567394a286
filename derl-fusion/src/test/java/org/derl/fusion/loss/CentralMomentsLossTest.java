package org.derl.fusion.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class CentralMomentsLossTest {

    private static CentralMomentsLoss loss(int moments) {
        return new CentralMomentsLoss(new CentralMomentsLoss.Config(moments), ViewLosses.sizes(5, 5));
    }

    @Test
    void hasNoGradientForEqualViews() {
        try (ViewLosses views = new ViewLosses()) {
            float[] same = {1, 2, 3, 4};
            float[] gradient = views.gradientOfOne(loss(5), same, same.clone(), new Shape(2, 2));
            assertArrayEquals(new float[4], gradient);
        }
    }

    @Test
    void comparesTheMeansOfABatchOfOne() {
        try (ViewLosses views = new ViewLosses()) {
            float[] gradient = views.gradientOfOne(loss(5), new float[] {3, 4}, new float[2], new Shape(1, 2));
            assertArrayEquals(new float[] {0.6f, 0.8f}, gradient, 1e-6f);
        }
    }

    @Test
    void refusesViewsOfDifferentSizes() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new CentralMomentsLoss(new CentralMomentsLoss.Config(5), ViewLosses.sizes(5, 4)));
        assertThrows(IllegalArgumentException.class, () -> new CentralMomentsLoss.Config(0));
    }
}

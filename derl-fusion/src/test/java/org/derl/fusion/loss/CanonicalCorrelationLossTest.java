package org.derl.fusion.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import org.derl.fusion.loss.CanonicalCorrelationLoss.Config;
import org.derl.fusion.loss.CanonicalCorrelationLoss.Config.Norm;
import org.junit.jupiter.api.Test;

class CanonicalCorrelationLossTest {

    private static final float[] SAMPLES = {1, 0, 0, 1, -1, 0, 0, -1, 2, 1};

    private static CanonicalCorrelationLoss loss(Norm norm, int largest) {
        return new CanonicalCorrelationLoss(new Config(norm, largest, 1e-6), ViewLosses.sizes(2, 2));
    }

    @Test
    void viewsThatSayTheSameCorrelateFully() {
        try (ViewLosses views = new ViewLosses()) {
            float[] turned = new float[SAMPLES.length];
            for (int i = 0; i < turned.length; i += 2) {
                turned[i] = 3 * SAMPLES[i + 1] + 1;
                turned[i + 1] = SAMPLES[i] - SAMPLES[i + 1];
            }
            Shape shape = new Shape(5, 2);
            assertEquals(-2, views.value(loss(Norm.LARGEST, 2), SAMPLES, turned, shape), 1e-4);
            assertEquals(-1, views.value(loss(Norm.LARGEST, 1), SAMPLES, turned, shape), 1e-4);
            assertEquals(-Math.sqrt(2), views.value(loss(Norm.FROBENIUS, 1), SAMPLES, turned, shape), 1e-4);
        }
    }

    @Test
    void saysNothingOfABatchOfOne() {
        try (ViewLosses views = new ViewLosses()) {
            for (Norm norm : Norm.values()) {
                float[] gradient =
                        views.gradientOfOne(loss(norm, 1), new float[] {3, 4}, new float[] {1, 0}, new Shape(1, 2));
                assertArrayEquals(new float[2], gradient);
            }
        }
    }

    @Test
    void gradientsStayFiniteWhereVariancesAreAlike() {
        try (ViewLosses views = new ViewLosses()) {
            // Two samples of two features: one direction of each view has no variance but the regularization.
            float[] gradient = views.gradientOfOne(
                    loss(Norm.LARGEST, 2), new float[] {1, 2, -1, -2}, new float[] {0, 0, 0, 1}, new Shape(2, 2));
            for (float value : gradient) {
                assertTrue(Float.isFinite(value));
            }
        }
    }

    @Test
    void refusesMoreCorrelationsThanThereAre() {
        assertThrows(IllegalArgumentException.class, () -> loss(Norm.LARGEST, 3));
        assertThrows(IllegalArgumentException.class, () -> loss(Norm.LARGEST, 0));
        loss(Norm.FROBENIUS, 3);
    }
}

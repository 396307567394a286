package org.derl.bench.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.derl.bench.control.BeyondText.Labeled;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Schema;
import org.derl.data.Task;
import org.junit.jupiter.api.Test;

class BeyondTextTest {

    private static final Schema SCHEMA = schema(Map.of(
            "text", FeatureShape.features(2, 1),
            "audio", FeatureShape.features(3, 1),
            "vision", FeatureShape.features(1, 1)));

    private static Schema schema(Map<String, FeatureShape> shapes) {
        return new Schema(ByModality.of(shapes), Task.SENTIMENT);
    }

    private static Labeled samples(int count, double ofVision, int seed) {
        return samples(count, 6, ofVision, seed);
    }

    /** Labels are the text's first feature, some of the vision, and noise; columns from {@code told} on are ones. */
    private static Labeled samples(int count, int told, double ofVision, int seed) {
        Random random = new Random(seed);
        double[][] features = new double[count][6];
        double[] labels = new double[count];
        for (int row = 0; row < count; row++) {
            Arrays.fill(features[row], 1);
            for (int column = 0; column < told; column++) {
                features[row][column] = random.nextGaussian();
            }
            labels[row] = features[row][0] + ofVision * features[row][5] + random.nextGaussian();
        }
        return new Labeled(features, labels);
    }

    private static BeyondText of(double ofVision) {
        return BeyondText.of(SCHEMA, samples(900, ofVision, 1), samples(300, ofVision, 2), samples(2500, ofVision, 3));
    }

    @Test
    void findsWhatVisionTellsOfTheResidual() {
        BeyondText found = of(1);
        assertEquals(Math.sqrt(0.5), found.correlation(), 0.03); // a residual of two parts of one variance
        assertEquals(1.96 / 50, found.chance(), 1e-12);
        assertTrue(found.clause().contains("one on audio and vision finds a correlation of 0.69"), found.clause());
    }

    @Test
    void findsNoMoreThanChanceWhereTextTellsAll() {
        assertTrue(Math.abs(of(0).correlation()) < 2 * of(0).chance());
    }

    @Test
    void saysThatConstantFeaturesTellNothing() {
        Labeled samples = samples(50, 2, 0, 1);
        assertTrue(BeyondText.of(SCHEMA, samples, samples, samples).clause().endsWith("finds nothing at all"));
    }

    @Test
    void asksOnlyWhereThereIsTextAndSomethingBeside() {
        assertTrue(BeyondText.isAskable(SCHEMA));
        assertFalse(BeyondText.isAskable(schema(Map.of("text", FeatureShape.features(2, 1)))));
        assertFalse(BeyondText.isAskable(
                schema(Map.of("audio", FeatureShape.features(2, 1), "vision", FeatureShape.features(2, 1)))));
    }
}

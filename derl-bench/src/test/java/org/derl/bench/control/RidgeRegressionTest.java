package org.derl.bench.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RidgeRegressionTest {

    @Test
    void linearLabelsAreFoundAgain() {
        double[] weights = {2, -0.01, 0.5};
        double[][] features = features(new Random(1), 203, 3);
        double[] labels = labels(features, 1.5, weights);
        RidgeRegression ridge = RidgeRegression.fit(features, labels, features, labels, List.of(1e-8));
        assertArrayEquals(weights, ridge.predictor().weights(), 1e-6);
        assertEquals(1.5, ridge.predictor().intercept(), 1e-5);
        assertArrayEquals(labels, ridge.predictor().predict(features), 1e-5);
    }

    @Test
    void oneFeatureShrinksByTheKnownFactor() {
        // Standardized, the feature is -1, 1, 1, -1 and the least squares weight 2; ridge divides it by 1 + penalty.
        double[][] features = {{0}, {10}, {10}, {0}};
        double[] labels = {-1, 3, 3, -1};
        RidgeRegression ridge = RidgeRegression.fit(features, labels, features, labels, List.of(3.0));
        assertArrayEquals(new double[] {0.5 / 5}, ridge.predictor().weights(), 1e-12);
        assertArrayEquals(new double[] {0.5, 1.5}, ridge.predictor().predict(new double[][] {{0}, {10}}), 1e-12);
        assertEquals(1.5, ridge.validationError(), 1e-12);
    }

    @Test
    void weightsSolveTheNormalEquations() {
        // The gradient of the penalized error, taken here anew, is zero.
        double[][] features = features(new Random(2), 101, 7);
        double[] labels = labels(features, 0, new Random(3).doubles(7).toArray());
        Random noise = new Random(4);
        Arrays.setAll(labels, row -> labels[row] + noise.nextGaussian());
        double penalty = 0.3;
        LinearPredictor predictor = RidgeRegression.fit(features, labels, features, labels, List.of(penalty))
                .predictor();
        double[] predictions = predictor.predict(features);
        for (int column = 0; column < 7; column++) {
            int feature = column;
            double mean = Arrays.stream(features)
                    .mapToDouble(row -> row[feature])
                    .average()
                    .orElseThrow();
            double variance = Arrays.stream(features)
                    .mapToDouble(row -> (row[feature] - mean) * (row[feature] - mean))
                    .average()
                    .orElseThrow();
            double gradient = 0;
            for (int row = 0; row < labels.length; row++) {
                gradient += (predictions[row] - labels[row]) * (features[row][column] - mean) / labels.length;
            }
            // The weight of the standardized feature is the weight times the deviation.
            assertEquals(0, gradient + penalty * predictor.weights()[column] * variance, 1e-9);
        }
    }

    @Test
    void scaleOfFeaturesDoesNotMatter() {
        double[][] features = features(new Random(5), 50, 4);
        double[] labels = labels(features, 1, new double[] {1, 2, 3, 4});
        double[][] scaled = Arrays.stream(features)
                .map(row -> Arrays.stream(row).map(value -> 1000 * value + 7).toArray())
                .toArray(double[][]::new);
        double[] one = RidgeRegression.fit(features, labels, features, labels, List.of(1.0))
                .predictor()
                .predict(features);
        double[] other = RidgeRegression.fit(scaled, labels, scaled, labels, List.of(1.0))
                .predictor()
                .predict(scaled);
        assertArrayEquals(one, other, 1e-9);
    }

    @Test
    void penaltyIsChosenOnValidation() {
        // More features than samples, and labels of noise alone: the larger the penalty, the better.
        double[][] training = features(new Random(6), 20, 40);
        double[][] validation = features(new Random(7), 200, 40);
        double[] noise = new Random(8).doubles(20).toArray();
        double[] target = new double[200];
        Arrays.fill(target, MeanPredictor.fit(noise).mean());
        assertEquals(
                1e3,
                RidgeRegression.fit(training, noise, validation, target, RidgeRegression.PENALTIES)
                        .penalty());
        // Labels without noise: the smaller, the better.
        double[][] many = features(new Random(9), 200, 40);
        double[] weights = new Random(10).doubles(40).toArray();
        assertEquals(
                1e-4,
                RidgeRegression.fit(
                                many,
                                labels(many, 0, weights),
                                validation,
                                labels(validation, 0, weights),
                                RidgeRegression.PENALTIES)
                        .penalty());
    }

    @Test
    void constantFeaturesGetNoWeight() {
        double[][] features = {{0.1, 1}, {0.1, 2}, {0.1, 4}};
        double[] labels = {1, 2, 4};
        LinearPredictor predictor = RidgeRegression.fit(features, labels, features, labels, List.of(1e-8))
                .predictor();
        assertEquals(0, predictor.weights()[0]);
        assertArrayEquals(labels, predictor.predict(features), 1e-6);
        assertEquals(3, predictor.predict(new double[][] {{1e6, 3}})[0], 1e-6);
    }

    @Test
    void uselessInputIsRefused() {
        double[][] features = {{1}, {2}};
        double[] labels = {1, 2};
        assertRefused("penalties", features, labels, List.of());
        assertRefused("penalties", features, labels, List.of(0.0));
        assertRefused("at least one", new double[0][], new double[0], List.of(1.0));
        assertRefused("their labels 1", features, new double[] {1}, List.of(1.0));
        assertRefused("no features", new double[][] {{}, {}}, labels, List.of(1.0));
        assertRefused(
                "row 1 of the training samples has 2 features", new double[][] {{1}, {2, 3}}, labels, List.of(1.0));
        assertRefused("feature 0 of row 1", new double[][] {{1}, {Double.NaN}}, labels, List.of(1.0));
        assertRefused("label of row 0", features, new double[] {Double.NaN, 1}, List.of(1.0));
    }

    @Test
    void meanPredictorPredictsTheMean() {
        MeanPredictor predictor = MeanPredictor.fit(new double[] {-1, 0, 4});
        assertEquals(1, predictor.mean());
        assertArrayEquals(new double[] {1, 1}, predictor.predict(2));
        assertThrows(IllegalArgumentException.class, () -> MeanPredictor.fit(new double[0]));
        assertThrows(IllegalArgumentException.class, () -> MeanPredictor.fit(new double[] {Double.NaN}));
    }

    private static void assertRefused(String reason, double[][] features, double[] labels, List<Double> penalties) {
        IllegalArgumentException exception = assertThrows(
                IllegalArgumentException.class,
                () -> RidgeRegression.fit(features, labels, features, labels, penalties));
        assertTrue(exception.getMessage().contains(reason), exception.getMessage());
    }

    /** Normal, each column with a mean and a scale of its own. */
    private static double[][] features(Random random, int rows, int columns) {
        double[][] features = new double[rows][columns];
        for (double[] row : features) {
            Arrays.setAll(row, column -> column + (1 + column) * random.nextGaussian());
        }
        return features;
    }

    private static double[] labels(double[][] features, double intercept, double[] weights) {
        return Arrays.stream(features)
                .mapToDouble(row -> {
                    double sum = intercept;
                    for (int column = 0; column < weights.length; column++) {
                        sum += weights[column] * row[column];
                    }
                    return sum;
                })
                .toArray();
    }
}

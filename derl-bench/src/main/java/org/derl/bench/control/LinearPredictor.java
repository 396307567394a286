package org.derl.bench.control;

/** Predicts {@code intercept + sum over features of weight * feature}. */
public final class LinearPredictor {

    private final double intercept;
    private final double[] weights;

    LinearPredictor(double intercept, double[] weights) {
        this.intercept = intercept;
        this.weights = weights.clone();
    }

    /** The weight of each feature, as it is given: not standardized. */
    public double[] weights() {
        return weights.clone();
    }

    /** What is predicted where every feature is zero. */
    public double intercept() {
        return intercept;
    }

    /**
     * Predicts each sample.
     *
     * @param features (samples, features)
     * @return (samples)
     * @throws IllegalArgumentException when there are too many or too few features, or one is not finite
     */
    public double[] predict(double[][] features) {
        double[] predictions = new double[features.length];
        for (int row = 0; row < predictions.length; row++) {
            FeatureChecks.checkRow("given", row, features[row], weights.length);
            double sum = intercept;
            for (int column = 0; column < weights.length; column++) {
                sum += weights[column] * features[row][column];
            }
            predictions[row] = sum;
        }
        return predictions;
    }
}

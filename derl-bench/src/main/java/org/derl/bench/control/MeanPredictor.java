package org.derl.bench.control;

import java.util.Arrays;

/**
 * Predicts one number for every sample: the mean of the training labels.
 *
 * @param mean that number
 */
public record MeanPredictor(double mean) {

    /**
     * Takes the mean.
     *
     * @throws IllegalArgumentException when there is no label, or one is not finite
     */
    public static MeanPredictor fit(double[] labels) {
        double mean = Arrays.stream(labels).average().orElse(Double.NaN);
        if (!Double.isFinite(mean)) {
            throw new IllegalArgumentException(
                    "the mean of " + labels.length + " training labels is " + mean + "; all must be finite");
        }
        return new MeanPredictor(mean);
    }

    /** The same for each of so many samples. */
    public double[] predict(int samples) {
        double[] predictions = new double[samples];
        Arrays.fill(predictions, mean);
        return predictions;
    }
}

package org.derl.bench.metric;

import org.derl.eval.Metric;
import org.derl.eval.Predictions;

/**
 * Pearson's correlation of clipped predictions and labels, in 64 bits over values of 32 bits; undefined where all
 * predictions or all labels are equal.
 */
record Correlation(Clipping clipping) implements Metric {

    @Override
    public double of(Predictions predictions) {
        double[] one = deviations(clipping.of(SinglePrecision.of(predictions.predictions())));
        double[] other = deviations(clipping.of(SinglePrecision.of(predictions.labels())));
        double correlation = product(one, other) / Math.sqrt(product(one, one)) / Math.sqrt(product(other, other));
        return Math.max(-1, Math.min(1, correlation));
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    /** What is above the mean; exactly zero for equal values, whose mean may be off by rounding. */
    private static double[] deviations(float[] values) {
        double sum = 0;
        boolean constant = true;
        for (float value : values) {
            sum += value;
            constant &= value == values[0];
        }
        double[] deviations = new double[values.length];
        for (int i = 0; i < values.length && !constant; i++) {
            deviations[i] = values[i] - sum / values.length;
        }
        return deviations;
    }

    private static double product(double[] one, double[] other) {
        double product = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * other[i];
        }
        return product;
    }
}

package org.derl.bench.metric;

import org.derl.eval.Predictions;

/**
 * Pearson's correlation of clipped predictions and labels, in 64 bits over values of 32 bits; undefined where all
 * predictions or all labels are equal.
 */
record Correlation(Clipping clipping) implements CountedMetric {

    @Override
    public Counted on(Predictions predictions) {
        float[] predicted = clipping.of(SinglePrecision.of(predictions.predictions()));
        float[] labels = clipping.of(SinglePrecision.of(predictions.labels()));
        return times -> {
            double[] one = deviations(predicted, times);
            double[] other = deviations(labels, times);
            double correlation = product(one, other, times)
                    / Math.sqrt(product(one, one, times))
                    / Math.sqrt(product(other, other, times));
            return Math.max(-1, Math.min(1, correlation));
        };
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    /** What is above the mean; exactly zero for equal values, whose mean may be off by rounding. */
    private static double[] deviations(float[] values, int[] times) {
        double sum = 0;
        long count = 0;
        int first = -1;
        boolean constant = true;
        for (int i = 0; i < values.length; i++) {
            if (times[i] > 0) {
                first = first < 0 ? i : first;
                sum += times[i] * (double) values[i];
                count += times[i];
                constant &= values[i] == values[first];
            }
        }
        double[] deviations = new double[values.length];
        for (int i = 0; i < values.length && !constant; i++) {
            deviations[i] = values[i] - sum / count;
        }
        return deviations;
    }

    private static double product(double[] one, double[] other, int[] times) {
        double product = 0;
        for (int i = 0; i < one.length; i++) {
            product += times[i] * (one[i] * other[i]);
        }
        return product;
    }
}

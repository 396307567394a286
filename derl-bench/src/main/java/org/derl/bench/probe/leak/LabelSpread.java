package org.derl.bench.probe.leak;

import java.util.Arrays;
import java.util.List;
import org.derl.bench.metric.CountedMetric;
import org.derl.eval.Predictions;

/**
 * The standard deviation of labels. Where labels spread less, the same features with the same noise correlate less with
 * them, so that correlations can be compared only at one spread.
 */
public enum LabelSpread implements CountedMetric {
    OF_LABELS;

    /** Of labels that count once each. */
    public static double of(List<Double> labels) {
        int[] once = new int[labels.size()];
        Arrays.fill(once, 1);
        return deviation(array(labels), once);
    }

    /**
     * What a correlation would be at another spread of labels and the same noise (R. L. Thorndike, Personnel Selection,
     * 1949, case 2: r u / sqrt(1 + r² (u² - 1))).
     *
     * @param ratio of the other standard deviation by that which the correlation was found at
     */
    static double corrected(double correlation, double ratio) {
        return correlation * ratio / Math.sqrt(1 + correlation * correlation * (ratio * ratio - 1));
    }

    @Override
    public Counted on(Predictions predictions) {
        double[] labels = array(predictions.labels());
        return times -> deviation(labels, times);
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    private static double[] array(List<Double> labels) {
        return labels.stream().mapToDouble(label -> label).toArray();
    }

    private static double deviation(double[] labels, int[] times) {
        double count = 0;
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            count += times[i];
            sum += times[i] * labels[i];
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = 0; i < labels.length; i++) {
            squares += times[i] * (labels[i] - mean) * (labels[i] - mean);
        }
        return Math.sqrt(squares / count);
    }
}

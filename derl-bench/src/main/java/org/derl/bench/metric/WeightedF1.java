package org.derl.bench.metric;

import java.util.LinkedHashMap;
import java.util.Map;
import org.derl.eval.Predictions;

/**
 * The mean over classes of {@code F1 = 2 TP / (2 TP + FP + FN)}, each weighted by the share of labels in its class. A
 * class that is only ever predicted has no weight.
 */
record WeightedF1(Classes classes) implements CountedMetric, HitShare {

    /** The class of a sample that is not measured. */
    private static final int NONE = -1;

    @Override
    public Counted on(Predictions predictions) {
        float[] labels = SinglePrecision.of(predictions.labels());
        float[] predicted = SinglePrecision.of(predictions.predictions());
        Map<Float, Integer> numbers = new LinkedHashMap<>();
        int[] label = new int[labels.length];
        int[] prediction = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            boolean counts = classes.counts(labels[i]);
            label[i] = counts ? number(numbers, classes.of(labels[i])) : NONE;
            prediction[i] = counts ? number(numbers, classes.of(predicted[i])) : NONE;
        }
        return times -> of(label, prediction, times, numbers.size());
    }

    private static int number(Map<Float, Integer> numbers, float ofClass) {
        return numbers.computeIfAbsent(ofClass, unknown -> numbers.size());
    }

    private static double of(int[] label, int[] prediction, int[] times, int classes) {
        int[] labeled = new int[classes];
        int[] given = new int[classes];
        int[] hit = new int[classes];
        for (int i = 0; i < times.length; i++) {
            if (label[i] != NONE) {
                labeled[label[i]] += times[i];
                given[prediction[i]] += times[i];
                hit[label[i]] += label[i] == prediction[i] ? times[i] : 0;
            }
        }
        return weighted(labeled, given, hit);
    }

    private static double weighted(int[] labeled, int[] given, int[] hit) {
        double sum = 0;
        int samples = 0;
        for (int i = 0; i < labeled.length; i++) {
            // 2 TP + FP + FN counts every label and every prediction of the class once.
            int either = labeled[i] + given[i];
            sum += either == 0 ? 0 : labeled[i] * 2.0 * hit[i] / either;
            samples += labeled[i];
        }
        return sum / samples;
    }
}

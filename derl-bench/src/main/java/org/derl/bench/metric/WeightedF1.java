package org.derl.bench.metric;

import java.util.HashMap;
import java.util.Map;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;

/**
 * The mean over classes of {@code F1 = 2 TP / (2 TP + FP + FN)}, each weighted by the share of labels in its class. A
 * class that is only ever predicted has no weight.
 */
record WeightedF1(Classes classes) implements Metric {

    @Override
    public double of(Predictions predictions) {
        float[] labels = SinglePrecision.of(predictions.labels());
        float[] predicted = SinglePrecision.of(predictions.predictions());
        Map<Float, Integer> labeled = new HashMap<>();
        Map<Float, Integer> given = new HashMap<>();
        Map<Float, Integer> hit = new HashMap<>();
        for (int i = 0; i < labels.length; i++) {
            if (classes.counts(labels[i])) {
                float label = classes.of(labels[i]);
                float prediction = classes.of(predicted[i]);
                labeled.merge(label, 1, Integer::sum);
                given.merge(prediction, 1, Integer::sum);
                hit.merge(label, label == prediction ? 1 : 0, Integer::sum);
            }
        }
        return weighted(labeled, given, hit);
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public boolean isShare() {
        return true;
    }

    private static double weighted(Map<Float, Integer> labeled, Map<Float, Integer> given, Map<Float, Integer> hit) {
        double sum = 0;
        int samples = 0;
        for (Map.Entry<Float, Integer> entry : labeled.entrySet()) {
            int support = entry.getValue();
            // 2 TP + FP + FN counts every label and every prediction of the class once.
            int either = support + given.getOrDefault(entry.getKey(), 0);
            sum += support * 2.0 * hit.getOrDefault(entry.getKey(), 0) / either;
            samples += support;
        }
        return sum / samples;
    }
}

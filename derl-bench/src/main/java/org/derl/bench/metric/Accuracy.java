package org.derl.bench.metric;

import java.util.Arrays;
import org.derl.eval.Predictions;

/** The share of samples whose prediction is of the label's class, among those that count. */
record Accuracy(Classes classes) implements SampleMean, HitShare {

    @Override
    public double of(Predictions predictions) {
        return Arrays.stream(ofEach(predictions))
                .filter(hit -> !Double.isNaN(hit))
                .average()
                .orElse(Double.NaN);
    }

    @Override
    public double[] ofEach(Predictions predictions) {
        float[] labels = SinglePrecision.of(predictions.labels());
        float[] predicted = SinglePrecision.of(predictions.predictions());
        double[] hits = new double[labels.length];
        for (int i = 0; i < hits.length; i++) {
            double hit = classes.of(predicted[i]) == classes.of(labels[i]) ? 1 : 0;
            hits[i] = classes.counts(labels[i]) ? hit : Double.NaN;
        }
        return hits;
    }
}

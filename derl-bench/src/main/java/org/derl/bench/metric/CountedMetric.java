package org.derl.bench.metric;

import java.util.Arrays;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;

/** A metric that can count a sample several times without a copy of it, which makes resampling cheap. */
public interface CountedMetric extends Metric {

    /** What of predictions is the same however often each counts. */
    Counted on(Predictions predictions);

    @Override
    default double of(Predictions predictions) {
        int[] once = new int[predictions.labels().size()];
        Arrays.fill(once, 1);
        return on(predictions).of(once);
    }

    /** The metric of some predictions. */
    @FunctionalInterface
    interface Counted {

        /**
         * Its value as if each sample were there several times.
         *
         * @param times how often, in order
         */
        double of(int[] times);
    }
}

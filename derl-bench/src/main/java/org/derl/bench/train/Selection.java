package org.derl.bench.train;

import org.derl.bench.metric.NamedMetric;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.config.Blueprint;
import org.derl.data.LabeledSamples;
import org.derl.data.Split;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;
import org.jspecify.annotations.Nullable;

/**
 * By what the best epoch is chosen.
 *
 * @param name of the metric
 * @param metric on the validation split
 */
record Selection(String name, Metric metric) {

    /** By a metric, or else by the mean absolute error. */
    static Selection of(@Nullable Blueprint<LabeledSamples, Metric> select, Split validation) {
        NamedMetric chosen = select == null ? SentimentMetrics.MAE : NamedMetric.of(select, validation);
        return new Selection(chosen.key(), chosen.metric());
    }

    /** What is the smaller the better. */
    double error(Predictions predictions) {
        double value = metric.of(predictions);
        return metric.higherIsBetter() ? -value : value;
    }

    /** The metric's value by its {@link #error}. */
    double value(double error) {
        return metric.higherIsBetter() ? -error : error;
    }
}

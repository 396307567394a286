package org.derl.bench.train;

import org.derl.bench.metric.NamedMetric;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.metric.TotalLoss;
import org.derl.config.Blueprint;
import org.derl.data.LabeledSamples;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;
import org.jspecify.annotations.Nullable;

/**
 * By what the best epoch is chosen.
 *
 * @param name of the metric
 * @param metric on some samples
 */
public record Selection(String name, Metric metric) {

    /** Whether it is by what the model minimizes, which its predictions do not show. */
    public boolean isByTotalLoss() {
        return metric instanceof TotalLoss;
    }

    /** By a metric, or else by the mean absolute error. */
    public static Selection of(@Nullable Blueprint<LabeledSamples, Metric> select, LabeledSamples samples) {
        if (select != null && select.settings() instanceof TotalLoss loss) {
            return new Selection(TotalLoss.KEY, loss);
        }
        NamedMetric chosen = select == null ? SentimentMetrics.MAE : NamedMetric.of(select, samples);
        return new Selection(chosen.key(), chosen.metric());
    }

    /** What is the smaller the better. */
    public double error(Predictions predictions) {
        double value = metric.of(predictions);
        return metric.higherIsBetter() ? -value : value;
    }

    /** The metric's value by its {@link #error}. */
    double value(double error) {
        return metric.higherIsBetter() ? -error : error;
    }
}

package org.derl.bench.metric;

import java.util.List;
import org.derl.eval.Metric;
import org.derl.plugin.PluginModule;

/** Offers all metrics of tables by their keys. */
public final class MetricsPlugin extends PluginModule {

    /** Those of sentiment have no settings. */
    record Config() {}

    @Override
    protected void configure() {
        offer(SentimentMetrics.ALL);
        offer(SimsMetrics.ALL);
        offer(List.of(SentimentMetrics.MSE));
        offer(Metric.KIND, TotalLoss.KEY, TotalLoss.class, (loss, samples) -> loss);
        offer(Metric.KIND, "acc-rounded", RangeMetrics.Ends.class, (ends, samples) -> ends.accuracy());
        offer(Metric.KIND, "acc-2-threshold", RangeMetrics.Threshold.class, (told, samples) -> told.accuracy());
        offer(Metric.KIND, "f1-threshold", RangeMetrics.Threshold.class, (told, samples) -> told.f1());
    }

    private void offer(List<NamedMetric> metrics) {
        metrics.forEach(named -> offer(Metric.KIND, named.key(), Config.class, (settings, samples) -> named.metric()));
    }
}

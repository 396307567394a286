package org.derl.bench.metric;

import java.util.List;
import org.derl.eval.Metric;
import org.derl.plugin.PluginModule;

/** Offers all metrics of tables by their keys. */
public final class MetricsPlugin extends PluginModule {

    /** They have no settings. */
    record Config() {}

    @Override
    protected void configure() {
        offer(SentimentMetrics.ALL);
        offer(SimsMetrics.ALL);
    }

    private void offer(List<NamedMetric> metrics) {
        metrics.forEach(named -> offer(Metric.KIND, named.key(), Config.class, (settings, samples) -> named.metric()));
    }
}

package org.derl.bench.metric;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derl.config.Blueprint;
import org.derl.config.ConfigBinder;
import org.derl.data.LabeledSamples;
import org.derl.eval.Metric;

/**
 * The metrics of a table, where they are not those of the family of the data set.
 *
 * @param metrics in the order of the table
 */
public record TableMetrics(List<Blueprint<LabeledSamples, Metric>> metrics) {

    private static final String TABLE = "table";

    /**
     * Checks that there is one, and each once.
     *
     * @throws IllegalArgumentException otherwise; the message says what to do
     */
    public TableMetrics {
        metrics = List.copyOf(metrics);
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("a table needs at least one metric; name one in metrics");
        }
        Set<String> seen = new HashSet<>();
        for (Blueprint<?, ?> metric : metrics) {
            if (metric.settings() instanceof TotalLoss) {
                throw new IllegalArgumentException(
                        TotalLoss.KEY + " is for training.select alone: predictions do not show it");
            }
            if (!seen.add(metric.name())) {
                throw new IllegalArgumentException("the metric " + metric.name() + " is named twice; name it once");
            }
        }
    }

    /**
     * Those of some names.
     *
     * @param source where they come from, for messages
     * @throws org.derl.config.InvalidConfigException when nobody offers one; the message says which is nearest
     */
    public static TableMetrics named(List<String> names, String source, ConfigBinder binder) {
        return of(ConfigFactory.parseMap(Map.of("metrics", names), source), binder);
    }

    /**
     * Those that settings describe, as {@link org.derl.config.Settings#describe} does.
     *
     * @throws org.derl.config.InvalidConfigException as above
     */
    public static TableMetrics of(Config described, ConfigBinder binder) {
        return binder.bind(described.atPath(TABLE), TABLE, TableMetrics.class);
    }

    /** The metrics, made for samples. */
    public List<NamedMetric> on(LabeledSamples samples) {
        return metrics.stream().map(metric -> NamedMetric.of(metric, samples)).toList();
    }
}

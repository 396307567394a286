package org.derl.bench.metric;

import java.util.List;
import java.util.stream.Stream;
import org.derl.config.Blueprint;
import org.derl.data.LabeledSamples;
import org.derl.eval.Metric;

/**
 * A metric under the names that it goes by.
 *
 * @param key the name in configuration and files, in kebab-case
 * @param displayName the name in tables
 * @param metric the metric itself
 */
public record NamedMetric(String key, String displayName, Metric metric) {

    /** One that settings name, on some samples. In tables, one of a plugin has the name that it is offered under. */
    public static NamedMetric of(Blueprint<LabeledSamples, Metric> blueprint, LabeledSamples samples) {
        String name = blueprint.name();
        Metric metric = blueprint.build(samples);
        String label = blueprint.label() + " fails";
        return Stream.of(SentimentMetrics.ALL, SimsMetrics.ALL, List.of(SentimentMetrics.MSE))
                .flatMap(List::stream)
                .filter(own -> own.key().equals(name) && own.metric().equals(metric))
                .findFirst()
                .orElseGet(() -> new NamedMetric(name, name, new GuardedMetric(label, metric)));
    }
}

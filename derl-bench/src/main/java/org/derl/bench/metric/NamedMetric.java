package org.derl.bench.metric;

import org.derl.eval.Metric;

/**
 * A metric under the names that it goes by.
 *
 * @param key the name in configuration and files, in kebab-case
 * @param displayName the name in tables
 * @param metric the metric itself
 */
public record NamedMetric(String key, String displayName, Metric metric) {}

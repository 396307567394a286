package org.derl.bench.metric;

import java.util.Arrays;
import java.util.List;
import org.derl.data.Task;

/** Which metrics the publications on a data set report, and the range of its labels. */
@SuppressWarnings(
        "ImmutableEnumChecker") // lists and records of numbers never change here, though no annotation says so
public enum MetricFamily {
    MOSI(Task.SENTIMENT, SentimentMetrics.ALL),
    MOSEI(Task.SENTIMENT, SentimentMetrics.ALL),
    SIMS(new Task.Regression(-1, 1), SimsMetrics.ALL);

    private final Task.Regression task;
    private final List<NamedMetric> metrics;

    MetricFamily(Task.Regression task, List<NamedMetric> metrics) {
        this.task = task;
        this.metrics = metrics;
    }

    /**
     * The metrics of labels in a range, in the order of tables: those of the family that has it, for families with the
     * same labels have the same metrics; else what any range allows.
     */
    public static List<NamedMetric> metricsOf(Task.Regression range) {
        return Arrays.stream(values())
                .filter(family -> family.task.equals(range))
                .findFirst()
                .map(family -> family.metrics)
                .orElseGet(() -> RangeMetrics.of(range));
    }

    /** What is predicted: sentiment in the range of the labels. */
    public Task.Regression task() {
        return task;
    }

    /** The metrics, in the order of tables. */
    public List<NamedMetric> metrics() {
        return metrics;
    }
}

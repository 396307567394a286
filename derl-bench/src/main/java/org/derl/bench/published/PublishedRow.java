package org.derl.bench.published;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.statistics.Interval;

/**
 * A row of published values.
 *
 * @param ours the system that they are beside
 * @param obstacles why none of them can be compared; none where they can
 * @param verdicts by the keys of the metrics, of all values
 * @param intervals of our means, in the unit of the values, of those that can be compared
 */
record PublishedRow(
        ComparedSystem ours,
        ResultSource source,
        PublishedResult result,
        List<String> obstacles,
        Map<String, Verdict> verdicts,
        Map<String, Interval> intervals) {

    /** Below which metric a value of an unknown convention stands. */
    private static final Map<String, String> STAND_INS =
            Map.of("acc-2-positive", "acc-2" + PublishedResult.UNKNOWN, "f1-positive", "f1" + PublishedResult.UNKNOWN);

    /** The key of the value that stands below a metric: its own, or one of an unknown convention. */
    String keyBelow(String metric) {
        return result.values().containsKey(metric) ? metric : STAND_INS.getOrDefault(metric, metric);
    }

    boolean has(String metric) {
        return result.values().containsKey(keyBelow(metric));
    }

    /** The verdict on a value. */
    Verdict verdict(String key) {
        return Objects.requireNonNull(verdicts.get(key), key);
    }

    double value(String key) {
        return Objects.requireNonNull(result.values().get(key), key);
    }
}

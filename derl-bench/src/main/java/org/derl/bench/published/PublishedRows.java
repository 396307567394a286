package org.derl.bench.published;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.bench.comparison.ComparedData;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.statistics.Interval;
import org.derl.bench.statistics.PairedBootstrap;
import org.derl.bench.statistics.Resampling;
import org.derl.data.SplitName;

/** Finds the published values of the systems of a comparison on the test split, and judges what we measure by them. */
final class PublishedRows {

    /** For the verdicts of a dozen systems by eight metrics this is quick enough on the largest test splits. */
    private static final int DRAWS = 2_000;

    private final List<NamedMetric> metrics;
    private final Obstacles obstacles;
    private final Resampling resampling;
    private final Map<String, Interval> intervals = new HashMap<>();

    PublishedRows(ComparedData data, List<NamedMetric> metrics, Obstacles obstacles) {
        this.metrics = metrics;
        this.obstacles = obstacles;
        resampling = data.test().resampling().times(DRAWS);
    }

    /** Of all systems that predicted something, in their order. */
    List<PublishedRow> of(List<ComparedSystem> systems, PublishedResults published, String family) {
        List<PublishedRow> rows = new ArrayList<>();
        for (ComparedSystem system : systems) {
            if (!system.on(SplitName.TEST).isEmpty()) {
                published.sources().values().forEach(source -> source.results().stream()
                        .filter(result ->
                                result.data().equals(family) && result.model().equals(system.name()))
                        .forEach(result -> rows.add(row(system, source, result))));
            }
        }
        return List.copyOf(rows);
    }

    private PublishedRow row(ComparedSystem system, ResultSource source, PublishedResult result) {
        List<String> found = obstacles.of(system, source, result);
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        Map<String, Interval> ours = new LinkedHashMap<>();
        result.values().forEach((key, value) -> verdicts.put(key, Verdict.NOT_COMPARABLE));
        if (found.isEmpty()) {
            for (NamedMetric metric : metrics) {
                Double value = result.values().get(metric.key());
                if (value != null) {
                    Interval interval = interval(system, metric);
                    ours.put(metric.key(), interval);
                    verdicts.put(
                            metric.key(),
                            Verdict.of(interval, value, metric.metric().higherIsBetter()));
                }
            }
        }
        return new PublishedRow(system, source, result, found, verdicts, ours);
    }

    /** In the unit of published values. */
    private Interval interval(ComparedSystem system, NamedMetric metric) {
        return intervals.computeIfAbsent(system.name() + " " + system.title() + " " + metric.key(), unknown -> {
            Interval share = PairedBootstrap.mean(system.on(SplitName.TEST), metric.metric(), resampling);
            int factor = metric.metric().isShare() ? 100 : 1;
            return new Interval(factor * share.estimate(), factor * share.low(), factor * share.high());
        });
    }
}

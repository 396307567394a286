package org.derl.bench.comparison;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.statistics.Interval;
import org.derl.bench.statistics.PairedBootstrap;
import org.derl.bench.statistics.Resampling;
import org.derl.data.SplitName;
import org.derl.eval.Predictions;

/**
 * How much larger a metric of other systems is than that of one: each computed once, for tables are written in several
 * formats.
 */
final class RowDifferences {

    private final ComparedSystem compareTo;
    private final SplitName split;
    private final NamedMetric metric;
    private final Resampling resampling;
    private final Map<List<Predictions>, Interval> known = new HashMap<>();

    RowDifferences(ComparedData data, ComparedSystem compareTo, SplitName split, NamedMetric metric) {
        this.compareTo = compareTo;
        this.split = split;
        this.metric = metric;
        Map<String, String> groups = MeasuredSamples.groups(data.on(split));
        UnaryOperator<String> group = id -> groups.getOrDefault(id, id);
        resampling = Resampling.ofGroups(group);
    }

    /** That of a system; none of the one that it is compared with, and of one without predictions. */
    Optional<Interval> of(ComparedSystem system) {
        List<Predictions> own = system.on(split);
        if (system.name().equals(compareTo.name()) || own.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(known.computeIfAbsent(
                own, unknown -> PairedBootstrap.difference(own, compareTo.on(split), metric.metric(), resampling)));
    }
}

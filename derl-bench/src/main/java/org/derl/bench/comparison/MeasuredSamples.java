package org.derl.bench.comparison;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.derl.data.LabeledSamples;
import org.derl.data.SplitName;
import org.derl.eval.Predictions;

/**
 * The samples that a comparison measures: of its data set what was kept, and the labels that lie beside predictions.
 */
record MeasuredSamples(List<String> ids, List<Double> labels, List<String> groups, double leastError)
        implements LabeledSamples {

    /** Those of a split; none where no system has predicted it. */
    static MeasuredSamples of(ComparedData data, List<ComparedSystem> systems, SplitName split) {
        ComparedData.Samples kept = data.on(split);
        Map<String, String> groups = groups(kept);
        return systems.stream()
                .flatMap(system -> system.on(split).stream())
                .findFirst()
                .map(any -> of(any, groups, kept.leastError()))
                .orElse(new MeasuredSamples(List.of(), List.of(), List.of(), kept.leastError()));
    }

    private static MeasuredSamples of(Predictions any, Map<String, String> groups, double leastError) {
        Stream<String> each = any.ids().stream().map(id -> groups.getOrDefault(id, id));
        return new MeasuredSamples(any.ids(), any.labels(), each.toList(), leastError);
    }

    /** What each sample belongs to, by its name. */
    static Map<String, String> groups(ComparedData.Samples samples) {
        Map<String, String> groups = new HashMap<>();
        for (int row = 0; row < samples.ids().size(); row++) {
            groups.put(samples.ids().get(row), samples.groups().get(row));
        }
        return groups;
    }
}

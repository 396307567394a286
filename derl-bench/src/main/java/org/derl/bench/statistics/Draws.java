package org.derl.bench.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Draws as many groups as there are, with replacement. */
final class Draws {

    private final int samples;
    private final List<int[]> groups;

    Draws(List<String> ids, UnaryOperator<String> group) {
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        for (int row = 0; row < ids.size(); row++) {
            rows.computeIfAbsent(group.apply(ids.get(row)), key -> new ArrayList<>())
                    .add(row);
        }
        this.samples = ids.size();
        this.groups = rows.values().stream()
                .map(members -> members.stream().mapToInt(row -> row).toArray())
                .toList();
    }

    /** How often each sample was drawn. */
    int[] next(SplittableRandom random) {
        int[] times = new int[samples];
        for (int draw = 0; draw < groups.size(); draw++) {
            for (int row : groups.get(random.nextInt(groups.size()))) {
                times[row]++;
            }
        }
        return times;
    }
}

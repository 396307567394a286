package org.derl.bench.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Draws as many groups as there are, with replacement. */
final class Draws {

    private final int[] times;
    private final int[][] groups;

    Draws(List<String> ids, UnaryOperator<String> group) {
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        for (int row = 0; row < ids.size(); row++) {
            rows.computeIfAbsent(group.apply(ids.get(row)), key -> new ArrayList<>())
                    .add(row);
        }
        times = new int[ids.size()];
        groups = rows.values().stream()
                .map(members -> members.stream().mapToInt(row -> row).toArray())
                .toArray(int[][]::new);
    }

    /** How many there are. */
    int groups() {
        return groups.length;
    }

    /** How often each sample was drawn, until the next draw. */
    int[] next(SplittableRandom random) {
        Arrays.fill(times, 0);
        for (int draw = 0; draw < groups.length; draw++) {
            for (int row : groups[random.nextInt(groups.length)]) {
                times[row]++;
            }
        }
        return times;
    }
}

package org.derl.bench.speed.growth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What a program's steps cost along an axis.
 *
 * @param costs by value, where they were measured
 */
record GrowthCurve(String model, String program, GrowthAxis axis, SortedMap<Integer, GrowthCost> costs) {

    private record Key(String model, String program, GrowthAxis axis) {}

    /** Those of which something was measured, in the order of the rows. */
    static List<GrowthCurve> of(List<GrowthRow> rows) {
        Map<Key, SortedMap<Integer, GrowthCost>> curves = new LinkedHashMap<>();
        for (GrowthRow row : rows) {
            GrowthPoint point = row.point();
            row.costs().stream().filter(GrowthCost::isMeasured).forEach(cost -> curves.computeIfAbsent(
                            new Key(point.model(), cost.program(), point.axis()), unknown -> new TreeMap<>())
                    .put(point.value(), cost));
        }
        List<GrowthCurve> all = new ArrayList<>();
        curves.forEach((key, costs) -> all.add(new GrowthCurve(key.model(), key.program(), key.axis(), costs)));
        return all;
    }

    int first() {
        return costs.firstKey();
    }

    int last() {
        return costs.lastKey();
    }

    /** By which factor a number grew from the first to the last value. */
    double factor(ToDoubleFunction<GrowthCost> number) {
        return number.applyAsDouble(cost(last())) / number.applyAsDouble(cost(first()));
    }

    private GrowthCost cost(int value) {
        return Objects.requireNonNull(costs.get(value));
    }
}

package org.derl.bench.speed.growth;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derl.data.ByModality;
import org.jspecify.annotations.Nullable;

/**
 * What is measured, as {@code derl.speed.growth} says.
 *
 * @param batch samples a batch, where nothing else is said
 * @param length steps of all sequences, likewise
 * @param sizes features of a step, of as many modalities as may be asked for; the first three are the usual ones
 * @param axes by their names
 */
record GrowthSettings(int batch, int length, ByModality<Integer> sizes, Map<String, Range> axes) {

    /**
     * The values of an axis.
     *
     * @param values rising
     * @param batch samples a batch along it
     * @param length steps along it
     */
    record Range(List<Integer> values, @Nullable Integer batch, @Nullable Integer length) {

        /** Checks the values. */
        Range {
            if (values.isEmpty() || !values.equals(values.stream().sorted().toList())) {
                throw new IllegalArgumentException("values must rise");
            }
        }
    }

    Range range(GrowthAxis axis) {
        return Objects.requireNonNull(axes.get(axis.toString()), axis.toString());
    }
}

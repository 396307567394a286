package org.derl.data.file;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tells numbers of classes, such as 0, 1, 2 for negative, neutral, positive, from labels on a scale. */
public final class ClassLabels {

    private static final int FEWEST_SAMPLES = 10;
    private static final int MOST_CLASSES = 10;

    private ClassLabels() {}

    /**
     * The classes that labels seem to be: whole numbers alone, counted from 0 or 1 without a gap, or from -1 to 1.
     *
     * @param labels those of all splits
     * @return the numbers in words; nothing where labels do not look like classes
     */
    public static Optional<String> in(Collection<Double> labels) {
        TreeSet<Double> values = new TreeSet<>();
        labels.stream().filter(label -> !label.isNaN()).forEach(label -> values.add(label + 0.0)); // -0 is 0
        if (labels.size() < FEWEST_SAMPLES || values.size() < 2 || values.size() > MOST_CLASSES) {
            return Optional.empty();
        }
        boolean whole = values.stream().allMatch(value -> value == Math.rint(value));
        double span = values.last() - values.first();
        boolean counted = (values.first() == 0 || values.first() == 1) && span == values.size() - 1;
        boolean signed = values.first() == -1 && values.last() == 1;
        return whole && (counted || signed)
                ? Optional.of(values.stream()
                        .map(value -> String.valueOf(value.intValue()))
                        .collect(Collectors.joining(", ")))
                : Optional.empty();
    }
}

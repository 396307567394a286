package org.derl.bench.published;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where values were published.
 *
 * @param title as tables name it
 * @param source what it is, and which of its tables
 * @param seeds over how many its values are means; absent where nobody knows
 * @param split that its values are of: {@code test}, of the standard folds, or in words what else
 * @param data what is known of its copies of data sets, by family
 * @param results its values
 */
public record ResultSource(
        String title,
        String source,
        @Nullable Integer seeds,
        String split,
        @Nullable Map<String, KnownCopy> data,
        List<PublishedResult> results) {

    private static final String STANDARD = "test";
    private static final KnownCopy UNKNOWN = new KnownCopy(null, null);

    /**
     * What is known of a copy of a data set.
     *
     * @param samples of its training, validation and test split
     * @param sizes how many features a step has, by modality
     */
    public record KnownCopy(@Nullable List<Integer> samples, @Nullable Map<String, Integer> sizes) {}

    /** Refuses a source without a name or without values. */
    public ResultSource {
        if (title.isBlank() || source.isBlank() || results.isEmpty()) {
            throw new IllegalArgumentException("a source needs a title, a source and results");
        }
    }

    /** Whether its values are of the test split of the standard folds, and nothing was chosen there. */
    boolean isOfStandardTest() {
        return split.equals(STANDARD);
    }

    KnownCopy copy(String family) {
        return data == null ? UNKNOWN : Objects.requireNonNullElse(data.get(family), UNKNOWN);
    }
}

package org.derl.bench.datacheck.check;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.derl.bench.datacheck.Place;
import org.derl.bench.datacheck.SubjectSplit;
import org.jspecify.annotations.Nullable;

/** What was found of one kind in some splits, to be told as one finding. */
final class BySplit {

    private final @Nullable String modality;
    private final List<Part> parts = new ArrayList<>();

    /** @param modality in whose features it was found; null where in none */
    BySplit(@Nullable String modality) {
        this.modality = modality;
    }

    /**
     * What was found in one split.
     *
     * @param samples their ids
     */
    private record Part(SubjectSplit split, List<Integer> columns, List<String> samples) {}

    /** Takes samples of a split, if there are any. */
    void add(SubjectSplit split, List<String> samples) {
        if (!samples.isEmpty()) {
            add(split, List.of(), samples);
        }
    }

    /** Takes samples and columns of a split. */
    void add(SubjectSplit split, List<Integer> columns, List<String> samples) {
        parts.add(new Part(split, columns, samples));
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** How many samples there are in all splits. */
    int samples() {
        return parts.stream().mapToInt(part -> part.samples().size()).sum();
    }

    /** How many columns there are, one of several splits counted once. */
    int columns() {
        return place().columns().size();
    }

    /** How many samples the splits concerned have. */
    int size() {
        return parts.stream().mapToInt(part -> part.split().size()).sum();
    }

    /** The largest share of a split that its samples are. */
    double worst() {
        return parts.stream()
                .mapToDouble(
                        part -> (double) part.samples().size() / part.split().size())
                .max()
                .orElse(0);
    }

    /** Where it is; of several splits, in none alone. */
    Place place() {
        SortedSet<Integer> columns = new TreeSet<>();
        parts.forEach(part -> columns.addAll(part.columns()));
        return new Place(
                parts.size() == 1 ? parts.get(0).split().name() : null,
                modality,
                List.copyOf(columns),
                parts.stream().flatMap(part -> part.samples().stream()).toList());
    }

    /** How many samples are in which of several splits, such as "train 3, test 1"; empty where one has all. */
    String counts() {
        return parts.size() == 1
                ? ""
                : parts.stream()
                        .map(part -> part.split().name() + " " + part.samples().size())
                        .collect(Collectors.joining(", "));
    }

    /** The same between parentheses, to go on a count of all. */
    String enclosed() {
        return counts().isEmpty() ? "" : " (" + counts() + ")";
    }
}

package org.derl.bench.datacheck;

import java.util.List;
import java.util.Optional;
import org.derl.data.DataSet;
import org.derl.data.Task;
import org.derl.data.file.FeatureFile;
import org.jspecify.annotations.Nullable;

/**
 * What is examined: a feature file or a data set.
 *
 * @param title what it is, in words
 * @param family mosi, mosei, sims ... where it is known
 * @param task what is predicted, where it is known
 * @param splits train, valid and test
 * @param refusal why nothing may be trained on it, where the files tell
 * @param loaded whether models are given it as it is; of files an import may leave samples out
 */
public record Subject(
        String title,
        @Nullable String family,
        @Nullable Task task,
        List<SubjectSplit> splits,
        @Nullable String refusal,
        boolean loaded) {

    /**
     * Of files.
     *
     * @param family that of the files, or the one that somebody told
     * @param labels the range of the labels, where somebody told it
     */
    static Subject of(FeatureFile file, @Nullable String family, Task.@Nullable Regression labels) {
        return new Subject(
                file.layout(),
                family,
                labels,
                file.splits().entrySet().stream()
                        .map(split -> SubjectSplit.of(split.getKey(), split.getValue()))
                        .toList(),
                file.refusal(),
                false);
    }

    static Subject of(DataSet data) {
        return new Subject(
                "data set " + data.name(),
                data.family(),
                data.schema().task(),
                List.of(
                        SubjectSplit.of("train", data.training(), data.schema()),
                        SubjectSplit.of("valid", data.validation(), data.schema()),
                        SubjectSplit.of("test", data.test().open("data check", 0), data.schema())),
                null,
                true);
    }

    /** A split by its name. */
    public SubjectSplit split(String name) {
        return splits.stream()
                .filter(split -> split.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no split " + name));
    }

    /** The range that labels must be in, where it is known. */
    public Optional<Task.Regression> range() {
        return task instanceof Task.Regression known ? Optional.of(known) : Ranges.of(family);
    }
}

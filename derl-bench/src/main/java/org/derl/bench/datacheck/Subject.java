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
 */
public record Subject(
        String title,
        @Nullable String family,
        @Nullable Task task,
        List<SubjectSplit> splits,
        @Nullable String refusal) {

    static Subject of(FeatureFile file) {
        return new Subject(
                file.layout(),
                file.family(),
                null,
                file.splits().entrySet().stream()
                        .map(split -> SubjectSplit.of(split.getKey(), split.getValue()))
                        .toList(),
                file.refusal());
    }

    static Subject of(DataSet data) {
        return new Subject(
                "data set " + data.name(),
                data.family(),
                data.schema().task(),
                List.of(
                        SubjectSplit.of("train", data.training(), data.schema()),
                        SubjectSplit.of("valid", data.validation(), data.schema()),
                        SubjectSplit.of("test", data.test(), data.schema())),
                null);
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

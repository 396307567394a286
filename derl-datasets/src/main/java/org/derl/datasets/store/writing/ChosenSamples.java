package org.derl.datasets.store.writing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FileSplit;
import org.derl.datasets.array.view.SplitRows;
import org.derl.io.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Which samples of a feature file make which split: without those that have no label, and with a validation split of
 * training groups where the file has none.
 *
 * @param content the file with these samples
 * @param notes what was left out or moved, a sentence each
 */
record ChosenSamples(FeatureFile content, List<String> notes) {

    private static final long SEED = 1;

    /**
     * Chooses them.
     *
     * @param validation the share of training samples that become the validation split where there is none
     * @throws IOException when there is no validation split and no share, or too few groups for one
     */
    static ChosenSamples of(FeatureFile file, @Nullable Double validation) throws IOException {
        List<String> notes = new ArrayList<>();
        FileSplit training = labeled(file.training());
        FileSplit valid = labeled(file.validation());
        FileSplit test = labeled(file.test());
        unlabeled(file.splits()).ifPresent(notes::add);
        if (valid.size() == 0 && training.size() > 0) {
            if (validation == null) {
                throw new IOException(
                        "the split valid has no sample, and models are chosen on it; --validation 0.15 makes"
                                + " it of a share of the training samples, whole videos of them where they are known");
            }
            Set<String> held = held(training, validation);
            FileSplit rest =
                    rows(training, row -> !held.contains(training.groups().get(row)));
            valid = rows(training, row -> held.contains(training.groups().get(row)));
            notes.add("the files have no validation split: " + valid.size() + " of " + training.size()
                    + " training samples, all of " + held.size() + " of "
                    + new HashSet<>(training.groups()).size() + " groups, were drawn for it by seed " + SEED);
            return new ChosenSamples(with(file, rest, valid, test), notes);
        } else if (validation != null) {
            notes.add("validation = " + validation + " has no effect, for the files have a validation split");
        }
        return new ChosenSamples(with(file, training, valid, test), notes);
    }

    private static FileSplit labeled(FileSplit split) {
        return split.labels().stream().anyMatch(label -> label.isNaN())
                ? rows(split, row -> !Double.isNaN(split.labels().get(row)))
                : split;
    }

    /** Says which samples have no label, those of all splits together. */
    private static Optional<String> unlabeled(Map<String, FileSplit> splits) {
        List<String> ids = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        splits.forEach((name, split) -> {
            int before = ids.size();
            IntStream.range(0, split.size())
                    .filter(row -> Double.isNaN(split.labels().get(row)))
                    .forEach(row -> ids.add(split.ids().get(row)));
            if (ids.size() > before) {
                counts.add(name + " " + (ids.size() - before) + " of " + split.size());
            }
        });
        return ids.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Quantity.of(ids.size(), "sample without a label (NaN) is", "samples without a label (NaN) are")
                                + " left out (" + String.join(", ", counts) + "), such as " + ids.get(0));
    }

    /** Groups that have at least the share of samples together, the order of the file deciding nothing. */
    private static Set<String> held(FileSplit training, double share) throws IOException {
        List<String> groups = new ArrayList<>(new LinkedHashSet<>(training.groups()));
        Collections.sort(groups);
        Collections.shuffle(groups, new Random(SEED));
        Set<String> held = new HashSet<>();
        long samples = 0;
        for (String group : groups) {
            if (samples < share * training.size()) {
                held.add(group);
                samples += training.groups().stream().filter(group::equals).count();
            }
        }
        if (held.size() == groups.size()) {
            throw new IOException("the training samples are of " + groups.size() + " groups, too few to set " + share
                    + " of them apart");
        }
        return held;
    }

    private static FileSplit rows(FileSplit split, IntPredicate chosen) {
        return SplitRows.of(
                split, IntStream.range(0, split.size()).filter(chosen).boxed().toList());
    }

    private static FeatureFile with(FeatureFile file, FileSplit training, FileSplit validation, FileSplit test) {
        return new FeatureFile(
                file.layout(), file.family(), training, validation, test, file.refusal(), file.readings());
    }
}

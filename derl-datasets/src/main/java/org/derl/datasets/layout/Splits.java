package org.derl.datasets.layout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.derl.data.Modality;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FileSplit;
import org.derl.data.file.Reading;
import org.derl.datasets.array.view.SplitRows;
import org.derl.io.Quantity;

/**
 * The training, validation and test split of a feature file.
 *
 * @param readings what they were read from
 */
public record Splits(FileSplit training, FileSplit validation, FileSplit test, List<Reading> readings) {

    private static final String VALIDATION = "valid";

    /** Reads a split from its arrays. */
    interface Reader {
        FileSplit read(SplitEntries entries) throws IOException;
    }

    /**
     * Reads all three.
     *
     * @param meanings what arrays that the reader asks for are taken for, where their names do not say so
     * @throws IOException when train or test is missing, one is damaged, or they do not go together
     */
    static Splits read(List<ArrayFile> files, Reader reader, Map<String, String> meanings) throws IOException {
        List<FileSplit> splits = new ArrayList<>();
        ReadingList readings = new ReadingList();
        for (String split : SplitEntries.PARTS) {
            if (split.equals(VALIDATION) && !SplitEntries.have(files, split)) {
                // The import makes one, or says how.
                splits.add(SplitRows.of(splits.get(0), List.of()));
                continue;
            }
            SplitEntries entries = SplitEntries.of(files, split);
            splits.add(reader.read(entries));
            readings.add(entries, meanings);
        }
        return of(files, splits, readings);
    }

    /**
     * Takes all three together.
     *
     * @throws IOException when they do not go together
     */
    public static Splits of(List<ArrayFile> files, List<FileSplit> splits, ReadingList readings) throws IOException {
        for (int i = 1; i < splits.size(); i++) {
            check(files, splits.get(0), SplitEntries.PARTS.get(i), splits.get(i));
        }
        List<FileSplit> named = splits;
        if (splits.stream().allMatch(Splits::isNumbered)) {
            readings.add("id", "row numbers of each split: samples are called train-1, and so on");
            named = new ArrayList<>();
            for (int i = 0; i < splits.size(); i++) {
                named.add(called(splits.get(i), SplitEntries.PARTS.get(i)));
            }
        }
        return new Splits(named.get(0), named.get(1), named.get(2), readings.readings());
    }

    /** Whether ids count rows, from 0 or 1. */
    private static boolean isNumbered(FileSplit split) {
        List<String> ids = split.ids();
        return !ids.isEmpty()
                && IntStream.of(0, 1).anyMatch(first -> IntStream.range(0, ids.size())
                        .allMatch(row -> ids.get(row).equals(String.valueOf(row + first))));
    }

    /** The same with names of split and row, so that no sample has that of another split. */
    private static FileSplit called(FileSplit split, String name) {
        SampleNames names = SampleNames.none(name, split.size());
        return new FileSplit(
                names.ids(),
                split.groups().equals(split.ids()) ? names.groups() : split.groups(),
                split.labels(),
                split.modalityLabels(),
                split.features(),
                split.tokens(),
                split.transcripts());
    }

    private static void check(List<ArrayFile> files, FileSplit training, String name, FileSplit split)
            throws IOException {
        if (!split.features().modalities().equals(training.features().modalities())) {
            throw different(
                    files,
                    "features of " + training.features().modalities(),
                    name,
                    "of " + split.features().modalities());
        }
        for (Modality modality : training.features().modalities()) {
            int width = training.features().get(modality).width();
            int other = split.features().get(modality).width();
            if (width != other) {
                throw different(
                        files, Quantity.of(width, "feature") + " a step of " + modality, name, String.valueOf(other));
            }
        }
    }

    private static IOException different(List<ArrayFile> files, String training, String name, String other) {
        return new IOException(named(files) + ": the split 'train' has " + training + ", but '" + name + "' has "
                + other + "; they were not made together");
    }

    /** Files as messages name them. */
    public static String named(List<ArrayFile> files) {
        return String.join(
                ", ", files.stream().map(open -> open.path().toString()).toList());
    }

    /** Whether all sequences of a sample are as long as one another, padding included. */
    public boolean isAligned() {
        return training.features().values().stream()
                        .map(sequences -> sequences.time())
                        .distinct()
                        .count()
                == 1;
    }

    /** The file that has them. */
    public FeatureFile file(String layout, Optional<String> family) {
        return new FeatureFile(layout, family.orElse(null), training, validation, test, null, readings);
    }
}

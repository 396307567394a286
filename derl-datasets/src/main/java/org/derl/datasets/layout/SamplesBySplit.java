package org.derl.datasets.layout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.derl.data.ByModality;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileSequences;
import org.derl.data.file.FileSequences.Padding;
import org.derl.data.file.FileSplit;
import org.derl.data.file.Spellings;
import org.derl.datasets.array.PaddedSequences;
import org.derl.io.Quantity;
import org.derl.io.Reason;

/** Samples of all splits, and their features, cut into the splits. */
public final class SamplesBySplit {

    private static final int MOST_NAMES = 8;
    private static final int LONGEST_NAME = 40;

    private final List<LabeledSample> samples;
    private final Map<String, Sequences> features;

    /**
     * The features of one modality.
     *
     * @param size of a step
     * @param byId the steps of each sample, one after the other
     */
    public record Sequences(int size, Map<String, float[]> byId) {}

    /** @param features by modality; each has every sample */
    public SamplesBySplit(List<LabeledSample> samples, Map<String, Sequences> features) {
        this.samples = samples;
        this.features = features;
    }

    /**
     * The splits that the rows of a column mean, by what they are called in use.
     *
     * @throws IOException when one is called otherwise; the message counts what there is
     */
    public static List<String> splits(FileEntry column) throws IOException {
        List<String> splits = new ArrayList<>();
        Function<String, Optional<String>> meaning =
                Spellings.splitsAmong(column.texts().stream().distinct().toList());
        for (String written : column.texts()) {
            Optional<String> split = meaning.apply(written);
            if (split.isEmpty()) {
                throw unknown(column, written);
            }
            splits.add(split.get());
        }
        return splits;
    }

    private static IOException unknown(FileEntry column, String first) throws IOException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        column.texts().forEach(written -> counts.merge(written.strip(), 1, Integer::sum));
        String there = counts.entrySet().stream()
                .limit(MOST_NAMES)
                .map(name -> "'" + Reason.shortened(name.getKey(), LONGEST_NAME) + "' ("
                        + Quantity.of(name.getValue(), "row") + ")")
                .collect(Collectors.joining(", "));
        return column.wrong("has the split '" + Reason.shortened(first, LONGEST_NAME) + "', which "
                + (Spellings.isHeldOut(first)
                        ? "may be valid or test, for the other is not there;"
                        : "is none that is known;")
                + " there are " + there
                + (counts.size() > MOST_NAMES ? " and " + (counts.size() - MOST_NAMES) + " others" : "")
                + ". Known are " + Spellings.ofSplits()
                + ": write one of them in each row, or leave rows of further splits out");
    }

    /** All splits. A sample that is there twice is refused where it is imported, and named where it is checked. */
    public Splits splits(List<ArrayFile> files, ReadingList readings) throws IOException {
        List<FileSplit> splits = new ArrayList<>();
        for (String split : SplitEntries.PARTS) {
            splits.add(split(samples.stream()
                    .filter(sample -> sample.split().equals(split))
                    .toList()));
        }
        return Splits.of(files, splits, readings);
    }

    private FileSplit split(List<LabeledSample> chosen) {
        Map<String, FileSequences> sequences = new LinkedHashMap<>();
        features.forEach((modality, all) -> {
            List<float[]> ofPart = chosen.stream()
                    .map(sample -> Objects.requireNonNull(all.byId().get(sample.id())))
                    .toList();
            PaddedSequences padded = new PaddedSequences(ofPart, all.size());
            sequences.put(modality, new FileSequences(padded, padded.lengths(), Padding.BACK));
        });
        boolean spoken = samples.stream().allMatch(sample -> sample.transcript() != null);
        return new FileSplit(
                chosen.stream().map(LabeledSample::id).toList(),
                chosen.stream().map(LabeledSample::group).toList(),
                chosen.stream().map(LabeledSample::label).toList(),
                modalityLabels(chosen),
                ByModality.of(sequences),
                null,
                spoken
                        ? chosen.stream()
                                .map(sample -> Objects.requireNonNull(sample.transcript()))
                                .toList()
                        : List.of());
    }

    /** Those of modalities that all samples have. */
    private ByModality<List<Double>> modalityLabels(List<LabeledSample> chosen) {
        Map<String, List<Double>> labels = new LinkedHashMap<>();
        for (String modality : samples.isEmpty()
                ? List.<String>of()
                : List.copyOf(samples.get(0).modalityLabels().keySet())) {
            if (samples.stream().allMatch(sample -> sample.modalityLabels().containsKey(modality))) {
                labels.put(
                        modality,
                        chosen.stream()
                                .map(sample -> Objects.requireNonNull(
                                        sample.modalityLabels().get(modality)))
                                .toList());
            }
        }
        return ByModality.of(labels);
    }
}

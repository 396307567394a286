package org.derl.datasets.layout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.derl.data.ByModality;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FeatureLayout;
import org.derl.data.file.NamedArray;
import org.derl.data.file.NearMiss;
import org.derl.data.file.TextArray;
import org.derl.io.Directories;

/**
 * Computational sequences of the CMU-MultimodalSDK: words, labels, any number of features, and a file of the standard
 * folds by the names that the SDK gives them ({@code standard_train_fold} ...). Features are aligned to words as the
 * SDK does it with the mean ({@code align} of {@code mmdatasdk/dataset/dataset.py}): a word gets the mean of the frames
 * that share more than 1e-5 s with it, or zeros. A segment is an interval of the labels; its words are those whose
 * middle lies in it, without pauses, so that no word is in two segments that follow each other. The n-th segment of a
 * video, which the SDK calls {@code video[n-1]}, is {@code video_n} here.
 */
public final class SdkLayout implements FeatureLayout {

    private final Config config;

    /**
     * The names by which sequences are told apart.
     *
     * @param modalities of each modality, in lower case, what a file or its sequence has in its name
     * @param words what the sequence of words has in its name, should there be others of text
     * @param labels what that of labels has
     * @param pause the word that represents none
     * @param label which of several labels of a segment is learned: its name, or its number from 1
     */
    public record Config(
            ByModality<List<String>> modalities, String words, String labels, String pause, String label) {}

    /** The layout. */
    public SdkLayout(Config config, Directories directories) {
        this.config = config;
    }

    @Override
    public boolean fits(List<ArrayFile> files) {
        return files.stream().filter(ComputationalSequence::is).count() > 1
                && files.stream().filter(SdkLayout::isFolds).count() == 1
                && files.stream().allMatch(file -> ComputationalSequence.is(file) || isFolds(file));
    }

    @Override
    public NearMiss nearMiss(List<ArrayFile> files) {
        List<String> has = new ArrayList<>();
        List<String> lacks = new ArrayList<>();
        long sequences = files.stream().filter(ComputationalSequence::is).count();
        if (sequences > 0) {
            has.add(sequences + " computational sequences");
        }
        if (sequences < 2) {
            lacks.add("sequences of words and of labels");
        }
        boolean folds = files.stream().anyMatch(SdkLayout::isFolds);
        (folds ? has : lacks)
                .add("a file with the folds, lists of videos by the names standard_train_fold, standard_valid_fold and"
                        + " standard_test_fold, such as JSON");
        return sequences == 0 ? NearMiss.NONE : new NearMiss(has, lacks);
    }

    private static boolean isFolds(ArrayFile file) {
        return SplitEntries.PARTS.stream().allMatch(split -> fold(file, split).isPresent());
    }

    private static Optional<NamedArray> fold(ArrayFile file, String split) {
        return file.arrays().stream()
                .filter(named ->
                        named.name().endsWith("standard_" + split + "_fold") && named.array() instanceof TextArray)
                .findFirst();
    }

    @Override
    public FeatureFile read(List<ArrayFile> files) throws IOException {
        List<ComputationalSequence> sequences = new ArrayList<>();
        Map<String, String> splits = new LinkedHashMap<>();
        for (ArrayFile file : files) {
            if (ComputationalSequence.is(file)) {
                sequences.add(ComputationalSequence.of(file));
            } else {
                splits.putAll(splits(file));
            }
        }
        ComputationalSequence words = theOne(
                files,
                sequences.stream()
                        .filter(sequence ->
                                sequence.isText() && sequence.names().contains(config.words()))
                        .toList(),
                config.words());
        ComputationalSequence labels = theOne(
                files,
                sequences.stream()
                        .filter(sequence ->
                                !sequence.isText() && sequence.names().contains(config.labels()))
                        .toList(),
                config.labels());
        sequences.removeIf(ComputationalSequence::isText);
        sequences.remove(labels);
        Map<String, ComputationalSequence> features = byModality(sequences);
        ReadingList readings = readings(files, words, labels, features);
        WordAlignment alignment =
                new WordAlignment(words, labels, new LabelColumn("sdk", config.label()), features, config.pause());
        return alignment.file(files, splits, family(labels), readings);
    }

    private ReadingList readings(
            List<ArrayFile> files,
            ComputationalSequence words,
            ComputationalSequence labels,
            Map<String, ComputationalSequence> features) {
        ReadingList readings = new ReadingList();
        files.stream()
                .filter(SdkLayout::isFolds)
                .forEach(folds -> SplitEntries.PARTS.forEach(split -> readings.add(
                        "split", new FileEntry(folds.path(), fold(folds, split).orElseThrow()))));
        readings.add(
                "label",
                labels.file(),
                "",
                "its intervals are the samples; where it has several columns, " + config.label() + " is taken");
        readings.add("transcript", words.file(), "", "its intervals are the time steps");
        features.forEach((modality, sequence) ->
                readings.add(modality, sequence.file(), "", "the mean of the frames that overlap each word"));
        return readings;
    }

    /** The split of each video. */
    private static Map<String, String> splits(ArrayFile folds) throws IOException {
        Map<String, String> splits = new LinkedHashMap<>();
        for (String split : SplitEntries.PARTS) {
            FileEntry entry = new FileEntry(folds.path(), fold(folds, split).orElseThrow());
            for (String video : entry.texts()) {
                String former = splits.put(video, split);
                if (former != null) {
                    throw entry.wrong("has the video " + video + ", which is in the fold " + former + " as well");
                }
            }
        }
        return splits;
    }

    private static ComputationalSequence theOne(
            List<ArrayFile> files, List<ComputationalSequence> candidates, String name) throws IOException {
        if (candidates.size() != 1) {
            throw new IOException(Splits.named(files) + ": there must be one sequence with '" + name
                    + "' in the name of its file or in its own, but there are "
                    + candidates.stream().map(ComputationalSequence::file).toList());
        }
        return candidates.get(0);
    }

    private Map<String, ComputationalSequence> byModality(List<ComputationalSequence> sequences) throws IOException {
        Map<String, ComputationalSequence> byModality = new LinkedHashMap<>();
        for (ComputationalSequence sequence : sequences) {
            String modality = config.modalities().modalities().stream()
                    .filter(each -> config.modalities().get(each).stream().anyMatch(sequence.names()::contains))
                    .findFirst()
                    .orElseThrow(() -> new IOException(sequence.file() + ": it cannot be told which modality '"
                            + sequence.names()
                            + "' is; name it in what each goes by, as in --set"
                            + " layout.sdk.modalities.vision=[facet,gaze]; now "
                            + config.modalities()))
                    .name();
            ComputationalSequence former = byModality.putIfAbsent(modality, sequence);
            if (former != null) {
                throw new IOException(sequence.file() + " has " + modality + ", and so has " + former.file()
                        + "; leave one of them out");
            }
        }
        return byModality;
    }

    private static Optional<String> family(ComputationalSequence labels) {
        String name = labels.file().getFileName().toString().toLowerCase(Locale.ROOT);
        return name.contains("mosei")
                ? Optional.of("mosei")
                : Optional.of("mosi").filter(name::contains);
    }
}

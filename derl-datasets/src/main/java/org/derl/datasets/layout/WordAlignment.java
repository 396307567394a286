package org.derl.datasets.layout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.datasets.layout.ComputationalSequence.Interval;
import org.derl.datasets.layout.SamplesBySplit.Sequences;
import org.derl.io.Quantity;
import org.jspecify.annotations.Nullable;

/** Segments of labels, the words spoken in each, and features a word. */
final class WordAlignment {

    private final ComputationalSequence words;
    private final ComputationalSequence labels;
    private final LabelColumn column;
    private final Map<String, ComputationalSequence> features;
    private final String pause;
    private final List<LabeledSample> samples = new ArrayList<>();
    private final Map<String, Sequences> sequences = new LinkedHashMap<>();

    private record Word(String text, Interval interval) {}

    /**
     * What is to be aligned.
     *
     * @param column which of several labels is learned
     * @param features by modality
     */
    WordAlignment(
            ComputationalSequence words,
            ComputationalSequence labels,
            LabelColumn column,
            Map<String, ComputationalSequence> features,
            String pause) {
        this.words = words;
        this.labels = labels;
        this.column = column;
        this.features = features;
        this.pause = pause;
    }

    /**
     * The segments of all videos that are in a fold.
     *
     * @param splits of each video its fold
     */
    FeatureFile file(List<ArrayFile> files, Map<String, String> splits, Optional<String> family, ReadingList readings)
            throws IOException {
        for (Map.Entry<String, ComputationalSequence> modality : features.entrySet()) {
            sequences.put(modality.getKey(), new Sequences(modality.getValue().size(), new HashMap<>()));
        }
        for (String video : splits.keySet()) {
            if (labels.videos().contains(video)) {
                addSegments(video, splits.get(video));
            }
        }
        return new SamplesBySplit(samples, sequences)
                .splits(files, readings)
                .file("CMU-MultimodalSDK" + left(splits.keySet()), family);
    }

    /** What has no counterpart, in words. */
    private String left(Set<String> folds) {
        StringBuilder left = new StringBuilder();
        long unlabeled =
                folds.stream().filter(video -> !labels.videos().contains(video)).count();
        long foldless =
                labels.videos().stream().filter(video -> !folds.contains(video)).count();
        left.append(
                unlabeled == 0
                        ? ""
                        : ", without " + Quantity.of(unlabeled, "video that has", "videos that have") + " no labels");
        left.append(
                foldless == 0
                        ? ""
                        : ", without " + Quantity.of(foldless, "video that is", "videos that are") + " in no fold");
        List<ComputationalSequence> all = new ArrayList<>(features.values());
        all.add(words);
        for (ComputationalSequence sequence : all) {
            long missing = folds.stream()
                    .filter(video -> labels.videos().contains(video)
                            && !sequence.videos().contains(video))
                    .count();
            left.append(
                    missing == 0
                            ? ""
                            : ", with nothing for " + Quantity.of(missing, "video") + " of "
                                    + sequence.file().getFileName());
        }
        return left.toString();
    }

    private void addSegments(String video, String split) throws IOException {
        Interval[] segments = labels.intervals(video);
        List<Double> values = labels.labels(video, column);
        List<Word> spoken = spoken(video);
        Map<String, Frames> frames = new HashMap<>();
        for (Map.Entry<String, ComputationalSequence> modality : features.entrySet()) {
            if (modality.getValue().videos().contains(video)) {
                frames.put(modality.getKey(), new Frames(modality.getValue(), video));
            }
        }
        for (int segment = 0; segment < segments.length; segment++) {
            List<Word> within = within(spoken, segments[segment]);
            String id = video + "_" + (segment + 1);
            String transcript = String.join(" ", within.stream().map(Word::text).toList());
            samples.add(new LabeledSample(id, video, split, values.get(segment), transcript));
            sequences.forEach((modality, ofModality) ->
                    ofModality.byId().put(id, average(frames.get(modality), within, ofModality.size())));
        }
    }

    private List<Word> spoken(String video) throws IOException {
        if (!words.videos().contains(video)) {
            return List.of();
        }
        List<String> texts = words.texts(video);
        Interval[] intervals = words.intervals(video);
        List<Word> spoken = new ArrayList<>();
        for (int i = 0; i < intervals.length; i++) {
            if (!texts.get(i).equals(pause)) {
                spoken.add(new Word(texts.get(i), intervals[i]));
            }
        }
        spoken.sort(Comparator.comparingDouble(word -> word.interval().start()));
        return spoken;
    }

    private static List<Word> within(List<Word> spoken, Interval segment) {
        return spoken.stream()
                .filter(word -> word.interval().middle() >= segment.start()
                        && word.interval().middle() < segment.end())
                .toList();
    }

    private static float[] average(@Nullable Frames frames, List<Word> within, int size) {
        float[] steps = new float[within.size() * size];
        for (int word = 0; word < within.size() && frames != null; word++) {
            frames.average(within.get(word).interval(), steps, word * size);
        }
        return steps;
    }
}

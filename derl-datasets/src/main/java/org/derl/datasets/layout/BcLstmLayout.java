package org.derl.datasets.layout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FeatureLayout;
import org.derl.data.file.NumberArray;
import org.derl.datasets.layout.SamplesBySplit.Sequences;
import org.derl.io.Directories;
import org.derl.io.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * The utterance features of the bc-LSTM work on CMU-MOSI, on the standard folds: {@code text_train0.csv},
 * {@code text_test0.csv}, likewise audio and video, without headers and with a label in the last column; and
 * {@code index.csv}, which joins the rows of that work's own two splits to ids, labels and standard folds. With text or
 * vision they are for inspection alone.
 */
public final class BcLstmLayout implements FeatureLayout {

    /** What is wrong with the text and vision features on the standard folds. */
    public static final String LEAK = "they were learned from the labels of that work's training videos, which the"
            + " standard folds spread over training, validation and test, so that every result would be too good";

    private static final String INDEX = "index";
    private static final List<String> PARTS = List.of("train", "test");
    private static final Map<String, String> MODALITIES = Map.of("text", "text", "audio", "audio", "vision", "video");

    /** It has no settings. */
    public record Config() {}

    /** The layout. */
    public BcLstmLayout(Config config, Directories directories) {}

    @Override
    public boolean fits(List<ArrayFile> files) {
        Optional<NamedColumns> index = table(files, INDEX);
        return index.isPresent()
                && index.get().has("bc_split", "row", "id", "regression", "standard_fold")
                && MODALITIES.values().stream().anyMatch(name -> values(files, name, "train") != null);
    }

    private static Optional<NamedColumns> table(List<ArrayFile> files, String stem) {
        return files.stream()
                .map(NamedColumns::new)
                .filter(table -> table.stem().equals(stem))
                .findFirst();
    }

    private static @Nullable FileEntry values(List<ArrayFile> files, String modality, String split) {
        return table(files, modality + "_" + split + "0")
                .flatMap(table -> table.find("values"))
                .orElse(null);
    }

    @Override
    public FeatureFile read(List<ArrayFile> files) throws IOException {
        NamedColumns index = table(files, INDEX).orElseThrow();
        List<LabeledSample> samples = samples(index, transcripts(files));
        Map<String, Sequences> features = new LinkedHashMap<>();
        for (Map.Entry<String, String> modality : MODALITIES.entrySet()) {
            if (values(files, modality.getValue(), "train") != null) {
                features.put(modality.getKey(), sequences(files, index, modality.getValue()));
            }
        }
        FeatureFile file = new SamplesBySplit(samples, features)
                .splits(files, readings(files, index, features.keySet()))
                .file("bc-LSTM utterances on the standard folds", Optional.of("mosi"));
        boolean leaks = features.containsKey("text") || features.containsKey("vision");
        return new FeatureFile(
                file.layout(),
                file.family(),
                file.training(),
                file.validation(),
                file.test(),
                leaks ? "its text and vision features leak: " + LEAK + "; of these files, train on audio alone" : null,
                file.readings());
    }

    private static ReadingList readings(List<ArrayFile> files, NamedColumns index, Set<String> modalities)
            throws IOException {
        ReadingList readings = new ReadingList();
        readings.add("split", index.get("standard_fold"));
        readings.add("id", index.get("id"), "the video stands before the last underscore");
        readings.add("label", index.get("regression"));
        readings.add("order", index.get("bc_split"), "row of the split's files");
        readings.add("order", index.get("row"));
        table(files, "transcripts")
                .ifPresent(table -> readings.add("transcript", table.file().path(), ""));
        for (String modality : modalities) {
            for (String split : PARTS) {
                FileEntry values = values(files, Objects.requireNonNull(MODALITIES.get(modality)), split);
                if (values != null) {
                    readings.add(modality, values, "all columns but the last, which is a label");
                }
            }
        }
        return readings;
    }

    private static Map<String, String> transcripts(List<ArrayFile> files) throws IOException {
        Map<String, String> byId = new HashMap<>();
        Optional<NamedColumns> table = table(files, "transcripts");
        if (table.isPresent()) {
            List<String> ids = table.get().get("column 1").texts();
            List<String> texts = table.get().get("column 2").texts();
            for (int row = 0; row < ids.size(); row++) {
                byId.put(ids.get(row), texts.get(row));
            }
        }
        return byId;
    }

    private static List<LabeledSample> samples(NamedColumns index, Map<String, String> transcripts) throws IOException {
        List<String> ids = index.get("id").texts();
        List<Double> labels = index.get("regression").column();
        FileEntry fold = index.get("standard_fold");
        List<String> folds = SamplesBySplit.splits(fold);
        List<LabeledSample> samples = new ArrayList<>();
        for (int row = 0; row < ids.size(); row++) {
            String id = ids.get(row);
            samples.add(new LabeledSample(
                    id,
                    id.contains("_") ? id.substring(0, id.lastIndexOf('_')) : id,
                    folds.get(row),
                    labels.get(row),
                    transcripts.get(id)));
        }
        return samples;
    }

    private static Sequences sequences(List<ArrayFile> files, NamedColumns index, String modality) throws IOException {
        List<String> ids = index.get("id").texts();
        FileEntry split = index.get("bc_split");
        List<String> splits = split.texts();
        List<Integer> rows = index.get("row").lengths();
        Map<String, float[]> byId = new HashMap<>();
        int size = 0;
        for (int i = 0; i < ids.size(); i++) {
            if (!PARTS.contains(splits.get(i))) {
                throw split.wrong("has the split '" + splits.get(i) + "'; expected one of " + PARTS);
            }
            FileEntry values = values(files, modality, splits.get(i));
            if (values == null) {
                throw new IOException(index.file().path() + " names rows of " + modality + "_" + splits.get(i)
                        + "0.csv, which is missing");
            }
            float[] features = features(values, ids.get(i), rows.get(i));
            if (i > 0 && features.length != size) {
                throw values.wrong("has " + Quantity.of(features.length, "feature") + ", but the other split " + size);
            }
            size = features.length;
            byId.put(ids.get(i), features);
        }
        return new Sequences(size, byId);
    }

    /** A row without its last column. */
    private static float[] features(FileEntry values, String id, int row) throws IOException {
        NumberArray numbers = values.numbers(2);
        long width = numbers.shape().get(1);
        if (row >= values.rows() || width < 2) {
            throw values.wrong("has the shape " + numbers.shape() + ", but the sample " + id + " is its row " + row
                    + ", counted from 0; if it was cut off, copy it again");
        }
        float[] features = new float[(int) width - 1];
        numbers.floats(row * width, features, 0, features.length);
        return features;
    }
}

package org.derl.datasets.layout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FeatureLayout;
import org.derl.datasets.layout.SamplesBySplit.Sequences;
import org.derl.io.Directories;

/**
 * Files of columns: one of labels, with the columns {@code id} (or {@code video_id} and {@code clip_id}),
 * {@code label}, {@code split} or {@code mode}, and where known {@code text} and {@code video}; and one a modality,
 * whose name has text, audio, vision or video in it, with the column {@code id}, where there are several steps a sample
 * {@code step}, and any number of features.
 */
public final class CsvLayout implements FeatureLayout {

    private static final List<String> NO_FEATURES = List.of("id", "video_id", "clip_id", "step");
    private static final Map<String, String> MODALITIES =
            Map.of("text", "text", "audio", "audio", "vision", "vision", "video", "vision");

    /** It has no settings. */
    public record Config() {}

    /** The layout. */
    public CsvLayout(Config config, Directories directories) {}

    @Override
    public boolean fits(List<ArrayFile> files) {
        List<NamedColumns> tables = files.stream().map(NamedColumns::new).toList();
        return tables.stream().filter(CsvLayout::isLabels).count() == 1
                && tables.stream()
                        .allMatch(table -> named(table)
                                && (isLabels(table) || modality(table).isPresent()));
    }

    private static boolean named(NamedColumns table) {
        return table.has("id") || table.has("video_id", "clip_id");
    }

    private static boolean isLabels(NamedColumns table) {
        return table.has("label") && (table.has("split") || table.has("mode"));
    }

    private static Optional<String> modality(NamedColumns table) {
        return Arrays.stream(table.stem().split("[^a-z]+"))
                .filter(MODALITIES::containsKey)
                .map(MODALITIES::get)
                .findFirst();
    }

    @Override
    public FeatureFile read(List<ArrayFile> files) throws IOException {
        List<LabeledSample> samples = new ArrayList<>();
        Map<String, NamedColumns> tables = new LinkedHashMap<>();
        for (NamedColumns table : files.stream().map(NamedColumns::new).toList()) {
            table.checkRows();
            if (isLabels(table)) {
                samples = samples(table);
                continue;
            }
            String modality = modality(table).orElseThrow();
            NamedColumns former = tables.putIfAbsent(modality, table);
            if (former != null) {
                throw new IOException(table.file().path() + " has " + modality + ", and so has "
                        + former.file().path() + "; leave one of them out");
            }
        }
        Map<String, Sequences> features = new LinkedHashMap<>();
        for (Map.Entry<String, NamedColumns> entry : tables.entrySet()) {
            features.put(entry.getKey(), sequences(entry.getValue(), samples));
        }
        return new SamplesBySplit(samples, features)
                .splits(files, readings(files))
                .file("CSV", Optional.empty());
    }

    private static ReadingList readings(List<ArrayFile> files) throws IOException {
        ReadingList readings = new ReadingList();
        for (NamedColumns table : files.stream().map(NamedColumns::new).toList()) {
            for (String id : List.of("id", "video_id", "clip_id")) {
                table.find(id).ifPresent(entry -> readings.add("id", entry));
            }
            if (isLabels(table)) {
                readings.add("split", table.get("split", "mode"));
                readings.add("label", table.get("label"));
                table.find("text").ifPresent(entry -> readings.add("transcript", entry));
                table.find("video", "video_id").ifPresent(entry -> readings.add("video", entry));
            } else {
                table.find("step").ifPresent(entry -> readings.add("order", entry));
                for (FileEntry column : table.numbersBut(NO_FEATURES)) {
                    readings.add(modality(table).orElseThrow(), column);
                }
            }
        }
        return readings;
    }

    private static List<LabeledSample> samples(NamedColumns table) throws IOException {
        List<String> ids = table.ids();
        List<Double> labels = table.get("label").column();
        FileEntry split = table.get("split", "mode");
        List<String> splits = split.texts();
        List<String> videos = texts(table, "video", "video_id");
        List<String> transcripts = texts(table, "text");
        List<LabeledSample> samples = new ArrayList<>();
        for (int row = 0; row < ids.size(); row++) {
            samples.add(new LabeledSample(
                    ids.get(row),
                    videos.isEmpty() ? ids.get(row) : videos.get(row),
                    SamplesBySplit.split(split, splits.get(row)),
                    labels.get(row),
                    transcripts.isEmpty() ? null : transcripts.get(row)));
        }
        return samples;
    }

    private static List<String> texts(NamedColumns table, String... columns) throws IOException {
        Optional<FileEntry> column = table.find(columns);
        return column.isEmpty() ? List.of() : column.get().texts();
    }

    private static Sequences sequences(NamedColumns table, List<LabeledSample> samples) throws IOException {
        List<FileEntry> columns = table.numbersBut(NO_FEATURES);
        if (columns.isEmpty()) {
            throw new IOException(
                    table.file().path() + " has no features: no column of numbers besides " + NO_FEATURES);
        }
        List<List<Double>> features = new ArrayList<>();
        for (FileEntry column : columns) {
            features.add(column.column());
        }
        Map<String, List<Integer>> rows = rows(table);
        Map<String, float[]> byId = new HashMap<>();
        for (LabeledSample sample : samples) {
            List<Integer> steps = rows.get(sample.id());
            if (steps == null) {
                throw new IOException(table.file().path() + " has no row for the sample " + sample.id()
                        + "; if it was cut off, copy it again");
            }
            byId.put(sample.id(), steps(features, steps));
        }
        return new Sequences(columns.size(), byId);
    }

    private static float[] steps(List<List<Double>> features, List<Integer> rows) {
        float[] steps = new float[rows.size() * features.size()];
        for (int step = 0; step < rows.size(); step++) {
            for (int feature = 0; feature < features.size(); feature++) {
                steps[step * features.size() + feature] =
                        features.get(feature).get(rows.get(step)).floatValue();
            }
        }
        return steps;
    }

    /** The rows of each sample, in the order of their steps. */
    private static Map<String, List<Integer>> rows(NamedColumns table) throws IOException {
        List<String> ids = table.ids();
        Map<String, List<Integer>> rows = new HashMap<>();
        Optional<FileEntry> step = table.find("step");
        if (step.isEmpty()) {
            IntStream.range(0, ids.size()).forEach(row -> rows.computeIfAbsent(ids.get(row), id -> new ArrayList<>())
                    .add(row));
            return rows;
        }
        List<Double> steps = step.get().column();
        List<Integer> ordered = IntStream.range(0, ids.size())
                .boxed()
                .sorted(Comparator.comparing(steps::get))
                .toList();
        for (int row : ordered) {
            List<Integer> former = rows.computeIfAbsent(ids.get(row), id -> new ArrayList<>());
            if (!former.isEmpty() && !(steps.get(former.get(former.size() - 1)) < steps.get(row))) {
                throw step.get().wrong("has the step " + steps.get(row) + " of the sample " + ids.get(row) + " twice");
            }
            former.add(row);
        }
        return rows;
    }
}

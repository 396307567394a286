package org.derl.datasets.layout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FeatureLayout;
import org.derl.data.file.FileSequences;
import org.derl.data.file.FileSequences.Padding;
import org.derl.data.file.FileSplit;
import org.derl.data.file.NumberArray;
import org.derl.datasets.array.Columns;
import org.derl.io.Directories;
import org.derl.io.Quantity;

/**
 * The files of MFN and MFM, one array each: {@code X_train}, {@code X_valid} and {@code X_test} (samples, time, size)
 * with text, audio and vision side by side, or {@code text_train}, {@code audio_train}, {@code video_train} ... one by
 * one; and the labels {@code y_train}, {@code y_valid} and {@code y_test}. Sequences are padded at their front. Samples
 * have no names.
 */
public final class MfnLayout implements FeatureLayout {

    private static final Pattern NAME = Pattern.compile("(x|y|text|audio|video)_(train|valid|test)(_emb)?");
    private static final String JOINED = "x";
    private static final String LABELS = "y";
    private static final int AXES = 3;
    private static final Map<String, String> MODALITIES =
            new TreeMap<>(Map.of("text", "text", "audio", "audio", "vision", "video"));

    private final Config config;
    private final LabelColumn column;

    /**
     * What files cannot tell.
     *
     * @param sizes of the modalities that lie side by side, in this order
     * @param label which of several labels is learned, by its number; empty where there is one
     */
    public record Config(ByModality<Integer> sizes, String label) {

        /** Checks the sizes. */
        public Config {
            if (sizes.values().stream().anyMatch(size -> size < 1)) {
                throw new IllegalArgumentException("sizes must be positive");
            }
        }
    }

    /** The layout. */
    public MfnLayout(Config config, Directories directories) {
        this.config = config;
        column = new LabelColumn("mfn", config.label());
    }

    @Override
    public boolean fits(List<ArrayFile> files) {
        Map<String, Map<String, FileEntry>> contents = contents(files);
        return contents.containsKey(LABELS) && contents.size() > 1 && counted(contents) == files.size();
    }

    private static int counted(Map<String, Map<String, FileEntry>> contents) {
        return contents.values().stream().mapToInt(Map::size).sum();
    }

    /** The only array of each file, by what it holds and of which split. */
    private static Map<String, Map<String, FileEntry>> contents(List<ArrayFile> files) {
        Map<String, Map<String, FileEntry>> contents = new LinkedHashMap<>();
        for (ArrayFile file : files) {
            Matcher name = NAME.matcher(new NamedColumns(file).stem());
            if (name.matches()
                    && file.arrays().size() == 1
                    && file.arrays().get(0).array() instanceof NumberArray) {
                contents.computeIfAbsent(name.group(1), content -> new LinkedHashMap<>())
                        .putIfAbsent(
                                name.group(2),
                                new FileEntry(file.path(), file.arrays().get(0)));
            }
        }
        return contents;
    }

    @Override
    public FeatureFile read(List<ArrayFile> files) throws IOException {
        Map<String, Map<String, FileEntry>> contents = contents(files);
        ReadingList readings = new ReadingList();
        leaveOutUntrained(contents, readings);
        refuseGaps(files, contents);
        List<FileSplit> splits = new ArrayList<>();
        for (String split : SplitEntries.PARTS) {
            Map<String, FileEntry> ofPart = new LinkedHashMap<>();
            contents.forEach((content, byPart) -> ofPart.put(content, Objects.requireNonNull(byPart.get(split))));
            splits.add(split(split, ofPart));
            addReadings(readings, ofPart);
        }
        return Splits.of(files, splits, readings).file("MFN", Optional.empty());
    }

    /** Samples are called by split and row. */
    private void addReadings(ReadingList readings, Map<String, FileEntry> entries) {
        FileEntry labels = Objects.requireNonNull(entries.get(LABELS));
        readings.add(
                "label", labels, config.label().isEmpty() ? new String[0] : new String[] {"label " + config.label()});
        MODALITIES.forEach((modality, content) -> {
            FileEntry entry = entries.get(content);
            if (entry != null) {
                readings.add(modality, entry);
            }
        });
        FileEntry joined = entries.get(JOINED);
        if (joined == null) {
            return;
        }
        int first = 1;
        for (Modality modality : config.sizes().modalities()) {
            int next = first + config.sizes().get(modality);
            readings.add(modality.name(), joined, "columns " + first + " to " + (next - 1));
            first = next;
        }
    }

    /** A modality without a training split is nothing to learn from, whatever other splits have of it. */
    private static void leaveOutUntrained(Map<String, Map<String, FileEntry>> contents, ReadingList readings) {
        List<String> untrained = contents.keySet().stream()
                .filter(content -> !content.equals(LABELS)
                        && !Objects.requireNonNull(contents.get(content)).containsKey(SplitEntries.TRAINING))
                .toList();
        for (String content : untrained) {
            Objects.requireNonNull(contents.remove(content))
                    .values()
                    .forEach(entry -> readings.leaveOut(entry, "there is no " + content + "_train"));
        }
    }

    private static void refuseGaps(List<ArrayFile> files, Map<String, Map<String, FileEntry>> contents)
            throws IOException {
        List<String> gaps = new ArrayList<>();
        contents.forEach((content, byPart) -> {
            List<String> missing = SplitEntries.PARTS.stream()
                    .filter(split -> !byPart.containsKey(split))
                    .map(split -> content + "_" + split)
                    .toList();
            if (!missing.isEmpty()) {
                List<String> there = byPart.keySet().stream()
                        .map(split -> content + "_" + split)
                        .toList();
                gaps.add("there are " + there + " but no " + missing);
            }
        });
        if (!gaps.isEmpty()) {
            throw new IOException(Splits.named(files) + ": " + String.join(", and ", gaps)
                    + "; add what is missing, or leave out all of that modality. These are files of MFN");
        } else if (contents.size() == 1) {
            throw new IOException(Splits.named(files) + ": no modality has a training split. These are files of MFN");
        }
    }

    private FileSplit split(String split, Map<String, FileEntry> entries) throws IOException {
        FileEntry labels = Objects.requireNonNull(entries.get(LABELS));
        Map<String, FileSequences> features = new LinkedHashMap<>();
        FileEntry joined = entries.get(JOINED);
        if (joined != null) {
            features.putAll(split(joined));
        }
        for (Map.Entry<String, String> modality : MODALITIES.entrySet()) {
            FileEntry entry = entries.get(modality.getValue());
            if (entry != null) {
                FileSequences former = features.put(modality.getKey(), sequences(entry.numbers(AXES)));
                if (former != null) {
                    throw entry.wrong("has " + modality.getKey() + ", and so has "
                            + Objects.requireNonNull(joined).file() + "; leave one of them out");
                }
            }
        }
        for (FileEntry entry : entries.values()) {
            if (entry.rows() != labels.rows()) {
                throw entry.wrong("has " + Quantity.of(entry.rows(), "sample") + ", but " + labels.file() + " has "
                        + labels.rows() + "; they belong to different files");
            }
        }
        SampleNames names = SampleNames.none(split, labels.rows());
        return new FileSplit(
                names.ids(),
                names.groups(),
                column.of(labels),
                ByModality.of(Map.of()),
                ByModality.of(features),
                null,
                List.of());
    }

    private Map<String, FileSequences> split(FileEntry joined) throws IOException {
        NumberArray numbers = joined.numbers(AXES);
        long expected =
                config.sizes().values().stream().mapToLong(Integer::longValue).sum();
        if (numbers.shape().get(AXES - 1) != expected) {
            throw joined.wrong("has the shape " + numbers.shape() + ", but modalities of the sizes " + config.sizes()
                    + " make " + expected + "; tell theirs, as in --set layout.mfn.sizes.audio=74");
        }
        Map<String, FileSequences> split = new LinkedHashMap<>();
        int first = 0;
        for (Modality modality : config.sizes().modalities()) {
            int size = config.sizes().get(modality);
            split.put(modality.name(), sequences(new Columns(numbers, first, size)));
            first += size;
        }
        return split;
    }

    private static FileSequences sequences(NumberArray values) {
        return new FileSequences(values, List.of(), Padding.FRONT);
    }
}

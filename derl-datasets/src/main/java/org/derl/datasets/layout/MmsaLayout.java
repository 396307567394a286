package org.derl.datasets.layout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FeatureLayout;
import org.derl.data.file.FileSequences;
import org.derl.data.file.FileSequences.Padding;
import org.derl.data.file.FileSplit;
import org.derl.data.file.NearMiss;
import org.derl.data.file.NumberArray;
import org.derl.io.Directories;
import org.jspecify.annotations.Nullable;

/**
 * The files of MMSA: MOSI and MOSEI, aligned and unaligned, and SIMS, whose modalities are labeled one by one.
 * Sequences are padded at their end; where those of a file are padded in front, its name says so. The length of a text
 * is told by the mask of its tokens; aligned files do not tell lengths of audio and vision.
 */
public final class MmsaLayout implements FeatureLayout {

    private static final String LABELS = "regression_labels";
    private static final String TEXT = "text";
    private static final String TOKENS = "text_bert";
    private static final String TRANSCRIPTS = "raw_text";
    private static final String ID = "id";
    private static final Set<String> CONTENTS = Set.of(
            "audio",
            "vision",
            ID,
            TEXT,
            TOKENS,
            TRANSCRIPTS,
            "audio_lengths",
            "vision_lengths",
            "annotations",
            "classification_labels",
            "regression_labels_T",
            "regression_labels_A",
            "regression_labels_V");
    private static final Map<String, String> MODALITY_LABELS =
            Map.of("text", "regression_labels_T", "audio", "regression_labels_A", "vision", "regression_labels_V");
    private static final Map<String, String> MEANINGS = Map.of(
            LABELS,
            "label",
            TOKENS,
            "tokens",
            TRANSCRIPTS,
            "transcript",
            "audio_lengths",
            "lengths",
            "vision_lengths",
            "lengths",
            "regression_labels_T",
            "text label",
            "regression_labels_A",
            "audio label",
            "regression_labels_V",
            "vision label");
    private static final int AXES = 3;
    private static final int TOKEN_ROWS = 3;

    private final LabelColumn column;

    /** @param label which of several labels is learned, by its name or number; empty where there is one */
    public record Config(String label) {}

    /** The layout. */
    public MmsaLayout(Config config, Directories directories) {
        this.column = new LabelColumn("mmsa", config.label());
    }

    @Override
    public boolean fits(List<ArrayFile> files) {
        return SplitEntries.have(files, Set.of("audio", "vision", LABELS))
                && (SplitEntries.have(files, Set.of(TEXT)) || SplitEntries.have(files, Set.of(TOKENS)));
    }

    @Override
    public NearMiss nearMiss(List<ArrayFile> files) {
        return SplitEntries.nearMiss(
                files, List.of(Set.of("audio"), Set.of("vision"), Set.of(TEXT, TOKENS), Set.of(LABELS)));
    }

    @Override
    public FeatureFile read(List<ArrayFile> files) throws IOException {
        SplitEntries first = SplitEntries.of(files, SplitEntries.TRAINING);
        Map<String, Padding> ends = new LinkedHashMap<>();
        for (String modality : List.of(TEXT, "audio", "vision")) {
            if (first.find(modality).isPresent()) {
                ends.put(modality, PaddedEnd.of(first.get(modality).numbers(AXES), declared(first, modality)));
            }
        }
        Splits splits = Splits.read(files, entries -> split(entries, ends), MEANINGS);
        FileSplit training = splits.training();
        boolean aligned = training.features().get(Modality.AUDIO).lengths().isEmpty() && splits.isAligned();
        return splits.file(
                "MMSA, " + (aligned ? "aligned" : "unaligned") + PaddedEnd.inWords(training.features()),
                training.modalityLabels().size() > 0 ? Optional.of("sims") : Family.of(training.features()));
    }

    private FileSplit split(SplitEntries entries, Map<String, Padding> ends) throws IOException {
        entries.checkRows(LABELS, CONTENTS);
        List<Double> labels = column.of(entries.get(LABELS));
        SampleNames names = SampleNames.of(entries, entries.find(ID), labels.size());
        Optional<FileEntry> transcripts = entries.find(TRANSCRIPTS);
        return new FileSplit(
                names.ids(),
                names.groups(),
                labels,
                modalityLabels(entries),
                features(entries, ends),
                tokens(entries),
                transcripts.isEmpty() ? List.of() : transcripts(transcripts.get()));
    }

    private static List<String> transcripts(FileEntry entry) throws IOException {
        if (entry.perRow() != 1) {
            throw entry.wrong("has the shape " + entry.array().shape() + ", but one text a sample belongs there");
        }
        return entry.texts();
    }

    private static ByModality<List<Double>> modalityLabels(SplitEntries entries) throws IOException {
        Map<String, List<Double>> labels = new LinkedHashMap<>();
        for (Map.Entry<String, String> label : MODALITY_LABELS.entrySet()) {
            Optional<FileEntry> entry = entries.find(label.getValue());
            if (entry.isPresent()) {
                labels.put(label.getKey(), entry.get().column());
            }
        }
        return ByModality.of(labels);
    }

    private static ByModality<FileSequences> features(SplitEntries entries, Map<String, Padding> ends)
            throws IOException {
        Map<String, FileSequences> features = new LinkedHashMap<>();
        for (String modality : List.of("audio", "vision", TEXT)) {
            if (entries.find(modality).isPresent() || !modality.equals(TEXT)) {
                NumberArray values = entries.get(modality).numbers(AXES);
                Padding end = ends.getOrDefault(modality, Padding.BACK);
                features.put(modality, new FileSequences(values, declared(entries, modality), end));
            }
        }
        return ByModality.of(features);
    }

    /** The lengths that a split tells of a modality, a text by the mask of its tokens; empty where it tells none. */
    private static List<Integer> declared(SplitEntries entries, String modality) throws IOException {
        if (!modality.equals(TEXT)) {
            Optional<FileEntry> lengths = entries.find(modality + "_lengths");
            return lengths.isEmpty() ? List.of() : lengths.get().lengths();
        }
        NumberArray tokens = tokens(entries);
        if (tokens == null) {
            return List.of();
        }
        FileEntry text = entries.get(TEXT);
        if (tokens.shape().get(2) != text.numbers(AXES).shape().get(1)) {
            throw text.wrong("has the shape " + text.array().shape() + ", but "
                    + entries.get(TOKENS).named().name() + " has " + tokens.shape() + "; their times differ");
        }
        return lengths(entries.get(TOKENS), tokens);
    }

    private static @Nullable NumberArray tokens(SplitEntries entries) throws IOException {
        Optional<FileEntry> entry = entries.find(TOKENS);
        if (entry.isEmpty()) {
            return null;
        }
        NumberArray tokens = entry.get().numbers(AXES);
        if (tokens.shape().get(1) != TOKEN_ROWS) {
            throw entry.get()
                    .wrong("has the shape " + tokens.shape()
                            + "; token numbers, mask and segment numbers belong there: (samples, 3, time)");
        }
        return tokens;
    }

    /** How many steps the mask lets through. */
    private static List<Integer> lengths(FileEntry entry, NumberArray tokens) throws IOException {
        int time = Math.toIntExact(tokens.shape().get(2));
        double[] mask = new double[time];
        List<Integer> lengths = new ArrayList<>();
        for (int row = 0; row < entry.rows(); row++) {
            tokens.doubles(((long) row * TOKEN_ROWS + 1) * time, mask, 0, time);
            int length = 0;
            for (double step : mask) {
                if (step != 0 && step != 1) {
                    throw entry.wrong("has " + step + " in the mask of sample " + row
                            + " (counted from 0); a mask is of zeros and ones");
                }
                length += (int) step;
            }
            lengths.add(length);
        }
        return lengths;
    }
}

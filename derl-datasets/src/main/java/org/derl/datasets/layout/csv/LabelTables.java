package org.derl.datasets.layout.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.derl.data.file.NumberArray;
import org.derl.data.file.Spellings;
import org.derl.data.file.TextArray;
import org.derl.datasets.layout.FileEntry;
import org.derl.datasets.layout.LabelCells;
import org.derl.datasets.layout.LabeledSample;
import org.derl.datasets.layout.NamedColumns;
import org.derl.datasets.layout.ReadingList;
import org.derl.datasets.layout.SamplesBySplit;
import org.derl.io.csv.ColumnNames;

/** The samples of tables of labels: one with a column that tells the split, or one a split, whose name tells it. */
final class LabelTables {

    private static final Map<String, ColumnRole> OF_MODALITIES =
            Map.of("text", ColumnRole.TEXT_LABEL, "audio", ColumnRole.AUDIO_LABEL, "vision", ColumnRole.VISION_LABEL);

    /** What the index of pandas is called: nothing, unless pandas itself has read it before. */
    private static final String[] INDEX = {ColumnNames.number(0), "Unnamed: 0"};

    private final String labelColumn;
    private final ReadingList readings;

    /** @param labelColumn the column of labels, where a setting names one; else empty */
    LabelTables(String labelColumn, ReadingList readings) {
        this.labelColumn = labelColumn;
        this.readings = readings;
    }

    /** Whether a table has labels, and tells of what split its rows are. */
    static boolean is(NamedColumns table, String labelColumn) {
        return label(table, labelColumn).isPresent()
                && (ColumnRole.SPLIT.isIn(table) || named(table).isPresent());
    }

    /** The column of labels. One of texts counts where there is none of numbers. */
    static Optional<FileEntry> label(NamedColumns table, String labelColumn) {
        if (!labelColumn.isEmpty()) {
            return table.find(labelColumn);
        }
        List<FileEntry> all = ColumnRole.LABEL.names().stream()
                .flatMap(name -> table.find(name).stream())
                .toList();
        return all.stream()
                .filter(column -> column.array() instanceof NumberArray)
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /** The split that the name of a table's file tells. */
    static Optional<String> named(NamedColumns table) {
        return Spellings.splitWithin(table.stem());
    }

    /** The samples of all tables. */
    List<LabeledSample> samples(List<NamedColumns> tables) throws IOException {
        List<LabeledSample> samples = new ArrayList<>();
        for (NamedColumns table : tables) {
            samples.addAll(samples(table));
        }
        return samples;
    }

    /** Says which columns may be features that no file of a modality has. */
    static void sayUnread(NamedColumns table, ReadingList readings) throws IOException {
        List<FileEntry> index = table.find(INDEX).stream().toList();
        for (FileEntry column : table.columns()) {
            if (!index.contains(column)
                    && !ColumnRole.isAny(column.named().name())
                    && FeatureColumns.numbers(column).isPresent()) {
                readings.notRead(
                        column,
                        "features? put those of a modality into a file named by it, such as audio.csv, with the same"
                                + " ids");
            }
        }
    }

    private List<LabeledSample> samples(NamedColumns table) throws IOException {
        FileEntry label = label(table, labelColumn).orElseThrow();
        readings.add("label", label);
        sayOthers(table, label);
        List<Double> labels = numbers(label);
        List<String> splits = splits(table, labels.size());
        List<String> ids = ids(table, splits);
        List<String> videos = texts(table, ColumnRole.VIDEO, "video");
        List<String> transcripts = texts(table, ColumnRole.TRANSCRIPT, "transcript");
        Map<String, List<Double>> ofModalities = ofModalities(table);
        table.find(INDEX).ifPresent(column -> readings.leaveOut(column, "row numbers, as pandas writes them"));
        List<LabeledSample> samples = new ArrayList<>();
        for (int row = 0; row < ids.size(); row++) {
            Map<String, Double> own = new LinkedHashMap<>();
            for (Map.Entry<String, List<Double>> modality : ofModalities.entrySet()) {
                own.put(modality.getKey(), modality.getValue().get(row));
            }
            samples.add(new LabeledSample(
                    ids.get(row),
                    videos.isEmpty() ? ids.get(row) : videos.get(row),
                    splits.get(row),
                    labels.get(row),
                    transcripts.isEmpty() ? null : transcripts.get(row),
                    own));
        }
        return samples;
    }

    /** Says which other columns may be labels, unless a setting chose this one. */
    private void sayOthers(NamedColumns table, FileEntry label) {
        List<String> others = Stream.of(ColumnRole.LABEL, ColumnRole.OTHER_LABEL)
                .flatMap(role -> role.names().stream())
                .flatMap(name -> table.find(name).stream())
                .map(column -> column.named().name())
                .filter(name -> !name.equals(label.named().name()))
                .distinct()
                .toList();
        if (labelColumn.isEmpty() && !others.isEmpty()) {
            readings.add(
                    "label",
                    label,
                    label.named().name() + " was taken; there " + (others.size() == 1 ? "is " : "are ")
                            + String.join(", ", others) + ", too: --set layout.csv.label=" + others.get(0));
        }
    }

    private List<Double> numbers(FileEntry label) throws IOException {
        if (label.rows() == 0) {
            throw new IOException(label.file() + " has no rows below its first line; write one per sample");
        }
        List<Double> labels = LabelCells.of(label, "layout.csv.label");
        String missing = LabelCells.missing(labels);
        if (!missing.isEmpty()) {
            readings.add("label", label, missing);
        }
        return labels;
    }

    private List<String> splits(NamedColumns table, int rows) throws IOException {
        Optional<FileEntry> column = ColumnRole.SPLIT.in(table);
        List<String> splits = new ArrayList<>();
        if (column.isEmpty()) {
            String split = named(table).orElseThrow();
            readings.add("split", table.file().path(), table.names().get(0), "by the names of the files");
            for (int row = 0; row < rows; row++) {
                splits.add(split);
            }
            return splits;
        }
        readings.add("split", column.get());
        splits.addAll(SamplesBySplit.splits(column.get()));
        List<String> written = column.get().texts();
        for (int row = 0; row < splits.size(); row++) {
            if (!splits.get(row).equals(written.get(row))) {
                readings.add("split", column.get(), written.get(row) + " is " + splits.get(row));
            }
        }
        return splits;
    }

    private List<String> ids(NamedColumns table, List<String> splits) throws IOException {
        if (RowIds.columns(table).isEmpty()) {
            List<String> ids = new ArrayList<>();
            for (String split : splits) {
                ids.add(split + "-" + (ids.size() + 1));
            }
            return ids;
        }
        RowIds.columns(table).forEach(column -> readings.add("id", column));
        return RowIds.of(table);
    }

    private List<String> texts(NamedColumns table, ColumnRole role, String meaning) throws IOException {
        Optional<FileEntry> column = role.in(table);
        if (column.isEmpty() || (role == ColumnRole.TRANSCRIPT && !(column.get().array() instanceof TextArray))) {
            return List.of();
        }
        readings.add(meaning, column.get());
        return column.get().texts();
    }

    /** CH-SIMS has labels of single modalities. */
    private Map<String, List<Double>> ofModalities(NamedColumns table) throws IOException {
        Map<String, List<Double>> labels = new LinkedHashMap<>();
        for (String modality : List.of("text", "audio", "vision")) {
            Optional<FileEntry> column =
                    Objects.requireNonNull(OF_MODALITIES.get(modality)).in(table);
            if (column.isPresent() && LabelCells.isEmpty(column.get())) {
                readings.leaveOut(column.get(), "no label at all, only empty cells");
            } else if (column.isPresent()) {
                readings.add(modality + " label", column.get());
                labels.put(modality, LabelCells.of(column.get(), "layout.csv.label"));
            }
        }
        return labels;
    }
}

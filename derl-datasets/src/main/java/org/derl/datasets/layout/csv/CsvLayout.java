package org.derl.datasets.layout.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FeatureLayout;
import org.derl.data.file.NearMiss;
import org.derl.data.file.Spellings;
import org.derl.datasets.layout.FileEntry;
import org.derl.datasets.layout.LabeledSample;
import org.derl.datasets.layout.MissingIds;
import org.derl.datasets.layout.MissingIds.Missing;
import org.derl.datasets.layout.NamedColumns;
import org.derl.datasets.layout.ReadingList;
import org.derl.datasets.layout.SamplesBySplit;
import org.derl.datasets.layout.SamplesBySplit.Sequences;
import org.derl.datasets.layout.SplitEntries;
import org.derl.io.Directories;
import org.derl.io.Quantity;

/**
 * Files of columns: one of labels, or one a split, with a column for the id (or video and clip), the label and the
 * split, and where known the transcript and the video; and files of features, in whose names a modality is, with the
 * same id, where there are several steps a sample the step, and any number of features.
 */
public final class CsvLayout implements FeatureLayout {

    private final Config config;

    /**
     * The columns of a modality.
     *
     * @param columns names or numbers, from 1, of those that are features; empty for all that are nothing else
     */
    public record Chosen(List<String> columns) {}

    /**
     * What files cannot tell.
     *
     * @param modalities which columns are features
     * @param label the column of labels; empty for the one that has a usual name
     * @param missing what becomes of samples without features of a modality
     */
    public record Config(ByModality<Chosen> modalities, String label, Missing missing) {}

    /** The layout. */
    public CsvLayout(Config config, Directories directories) {
        this.config = config;
    }

    @Override
    public boolean fits(List<ArrayFile> files) {
        List<NamedColumns> tables = files.stream().map(NamedColumns::new).toList();
        List<NamedColumns> labels = labels(tables);
        boolean one = labels.size() == 1 && ColumnRole.SPLIT.isIn(labels.get(0));
        return (one || isOneASplit(labels))
                && tables.stream()
                        .filter(table -> !labels.contains(table))
                        .allMatch(table -> TranscriptTables.are(table)
                                || (!RowIds.columns(table).isEmpty()
                                        && modality(table).isPresent()))
                && (labels.size() == tables.size()
                        || labels.stream()
                                .noneMatch(table -> RowIds.columns(table).isEmpty()));
    }

    /**
     * Features may have labels and splits beside them; their files are named by a modality, and those of labels are
     * not.
     */
    private List<NamedColumns> labels(List<NamedColumns> tables) {
        List<NamedColumns> all = tables.stream()
                .filter(table -> table.isFlat() && LabelTables.is(table, config.label()))
                .toList();
        List<NamedColumns> unnamed =
                all.stream().filter(table -> modality(table).isEmpty()).toList();
        return unnamed.isEmpty() ? all : unnamed;
    }

    private static boolean isOneASplit(List<NamedColumns> labels) {
        Set<String> splits = new LinkedHashSet<>();
        labels.forEach(table -> LabelTables.named(table).ifPresent(splits::add));
        return splits.size() == labels.size()
                && splits.contains(SplitEntries.PARTS.get(0))
                && splits.size() > 1
                && labels.stream().noneMatch(table -> ColumnRole.SPLIT.isIn(table));
    }

    private static Optional<String> modality(NamedColumns table) {
        String stem = table.stem();
        return Spellings.modalityWithin(stem).or(() -> Spellings.modalityWithin(stem.replaceAll("[^a-z]+", " ")));
    }

    @Override
    public NearMiss nearMiss(List<ArrayFile> files) {
        return CsvNearMiss.of(files.stream().map(NamedColumns::new).toList(), config.label());
    }

    @Override
    public FeatureFile read(List<ArrayFile> files) throws IOException {
        ReadingList readings = new ReadingList();
        List<NamedColumns> tables = files.stream().map(NamedColumns::new).toList();
        for (NamedColumns table : tables) {
            table.checkRows();
        }
        List<NamedColumns> labelTables = labels(tables);
        List<NamedColumns> spoken = tables.stream()
                .filter(table -> !labelTables.contains(table) && TranscriptTables.are(table))
                .toList();
        List<LabeledSample> samples = TranscriptTables.added(
                new LabelTables(config.label(), readings).samples(labelTables), spoken, readings);
        Map<String, Double> labels = new HashMap<>();
        samples.forEach(sample -> labels.put(sample.id(), sample.label()));
        Map<String, List<StepRows>> rows = new LinkedHashMap<>();
        List<NamedColumns> others = tables.stream()
                .filter(table -> !labelTables.contains(table) && !spoken.contains(table))
                .toList();
        checkNames(others);
        for (NamedColumns table : others) {
            add(rows, table, labels, readings);
        }
        if (others.isEmpty()) {
            for (NamedColumns table : labelTables) {
                LabelTables.sayUnread(table, readings);
            }
        }
        Map<String, Sequences> features = new LinkedHashMap<>();
        for (Map.Entry<String, List<StepRows>> modality : rows.entrySet()) {
            features.put(modality.getKey(), sequences(modality.getKey(), modality.getValue(), samples, readings));
        }
        boolean sims =
                samples.stream().anyMatch(sample -> !sample.modalityLabels().isEmpty());
        return new SamplesBySplit(samples, features)
                .splits(files, readings)
                .file("CSV", sims ? Optional.of("sims") : Optional.empty());
    }

    private void add(
            Map<String, List<StepRows>> rows, NamedColumns table, Map<String, Double> labels, ReadingList readings)
            throws IOException {
        String modality = modality(table).orElseThrow();
        List<FileEntry> taken = new ArrayList<>(RowIds.columns(table));
        taken.forEach(column -> readings.add("id", column));
        Optional<FileEntry> order = ColumnRole.ORDER.in(table);
        order.ifPresent(column -> {
            taken.add(column);
            readings.add("order", column);
        });
        Modality known = new Modality(modality);
        List<String> asked =
                config.modalities().has(known) ? config.modalities().get(known).columns() : List.of();
        FeatureColumns columns = FeatureColumns.of(table, modality, asked, taken, labels, readings);
        List<StepRows> former = rows.computeIfAbsent(modality, any -> new ArrayList<>());
        for (StepRows other : former) {
            checkColumns(other, table, columns);
        }
        former.add(new StepRows(table, columns, order));
    }

    /** A modality may be in a file a split. */
    private static void checkNames(List<NamedColumns> tables) throws IOException {
        Map<String, NamedColumns> former = new HashMap<>();
        for (NamedColumns table : tables) {
            String modality = modality(table).orElseThrow();
            Optional<String> split = LabelTables.named(table);
            NamedColumns other = former.putIfAbsent(modality + split.orElse(""), table);
            if (other == null && split.isPresent()) {
                other = former.get(modality);
            }
            if (other != null) {
                throw new IOException(table.file().path() + " has " + modality + ", and so has "
                        + other.file().path() + "; leave one of them out");
            }
        }
    }

    private static void checkColumns(StepRows former, NamedColumns table, FeatureColumns columns) throws IOException {
        if (!columns.names().equals(former.columns().names())) {
            throw new IOException(table.file().path() + " has other columns than "
                    + former.table().file().path() + ": " + columns.names() + " instead of "
                    + former.columns().names());
        }
    }

    private Sequences sequences(
            String modality, List<StepRows> tables, List<LabeledSample> samples, ReadingList readings)
            throws IOException {
        Set<String> there = new LinkedHashSet<>();
        tables.forEach(rows -> there.addAll(rows.ids()));
        List<String> missing = samples.stream()
                .map(LabeledSample::id)
                .filter(id -> !there.contains(id))
                .distinct()
                .toList();
        StepRows first = tables.get(0);
        String file = first.table().file().path().toString();
        String way = "write some, leave them out of the labels, or take empty sequences for them by"
                + " --set layout.csv.missing=empty";
        if (!missing.isEmpty() && (config.missing() == Missing.REFUSE || missing.size() == samples.size())) {
            throw MissingIds.error(file, "row", missing, there, samples.size() + " samples", way);
        } else if (!missing.isEmpty()) {
            readings.add(
                    modality,
                    first.table().file().path(),
                    first.columns().names().get(0),
                    Quantity.of(missing.size(), "sample has", "samples have") + " no row, such as " + missing.get(0)
                            + ": empty sequences"
                            + MissingIds.otherwise(missing, there));
        }
        Map<String, float[]> byId = new HashMap<>();
        for (StepRows rows : tables) {
            rows.ids().forEach(id -> byId.putIfAbsent(id, rows.steps(id)));
        }
        missing.forEach(id -> byId.put(id, new float[0]));
        long others = there.size()
                + missing.size()
                - samples.stream().map(LabeledSample::id).distinct().count();
        if (others > 0) {
            readings.add(
                    modality,
                    first.table().file().path(),
                    first.columns().names().get(0),
                    "rows of " + Quantity.of(others, "id") + " without a label are left out");
        }
        return new Sequences(first.columns().size(), byId);
    }
}

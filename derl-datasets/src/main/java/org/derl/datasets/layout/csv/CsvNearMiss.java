package org.derl.datasets.layout.csv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.derl.data.file.NearMiss;
import org.derl.data.file.Spellings;
import org.derl.datasets.layout.NamedColumns;
import org.derl.io.Reason;

/** What tables lack to be one of labels and ones of features. */
final class CsvNearMiss {

    private static final int NAMED = 10;
    private static final int LONGEST_NAME = 60;

    private final List<String> has = new ArrayList<>();
    private final List<String> lacks = new ArrayList<>();

    private CsvNearMiss() {}

    static NearMiss of(List<NamedColumns> files, String labelColumn) {
        List<NamedColumns> tables = files.stream().filter(NamedColumns::isFlat).toList();
        Optional<NamedColumns> labels = tables.stream()
                .max(Comparator.comparing(table -> score(table, labelColumn)))
                .filter(table -> score(table, labelColumn) > 0);
        if (labels.isEmpty()) {
            return NearMiss.NONE;
        }
        CsvNearMiss miss = new CsvNearMiss();
        NamedColumns best = labels.get();
        if (Spellings.modalityWithin(best.stem()).isPresent()
                && LabelTables.label(best, labelColumn).isEmpty()
                && !ColumnRole.SPLIT.isIn(best)) {
            miss.lacks.add("a file of labels with the columns id, label and split");
            tables.forEach(miss::addFeatures);
            miss.lacks.addAll(clips(files));
            return new NearMiss(miss.has, miss.lacks);
        }
        miss.addLabels(best, labelColumn);
        tables.stream().filter(table -> !table.equals(labels.get())).forEach(miss::addFeatures);
        miss.lacks.addAll(clips(files));
        return new NearMiss(miss.has, miss.lacks);
    }

    /** What is to be done about folders that have a table for each clip. */
    private static List<String> clips(List<NamedColumns> tables) {
        return tables.stream()
                .filter(table -> table.file().arrays().stream()
                        .allMatch(column -> column.path().size() > 2
                                && column.array().shape().dimension() == 1))
                .filter(table -> !table.file().arrays().isEmpty())
                .map(table -> "one table of all clips in " + table.file().path().getFileName()
                        + ", which has one for each clip; write their rows one below the other into "
                        + table.file().path().getFileName() + ".csv, with a column 'id' that says which clip each row"
                        + " is of, or give each clip as .npy of the shape (time, size)")
                .toList();
    }

    /** How much a table looks like one of labels: a file that is named by a modality does less so. */
    private static int score(NamedColumns table, String labelColumn) {
        int found = (RowIds.columns(table).isEmpty() ? 0 : 1)
                + (LabelTables.label(table, labelColumn).isPresent() ? 2 : 0)
                + (ColumnRole.SPLIT.isIn(table) ? 2 : 0)
                + (ColumnRole.TRANSCRIPT.isIn(table) ? 1 : 0)
                + (table.stem().contains("label") ? 1 : 0);
        return 2 * found - (Spellings.modalityWithin(table.stem()).isPresent() ? 1 : 0);
    }

    private void addLabels(NamedColumns table, String labelColumn) {
        add(table, !RowIds.columns(table).isEmpty(), ColumnRole.ID.usual(), "or video_id and clip_id");
        add(
                table,
                LabelTables.label(table, labelColumn).isPresent(),
                labelColumn.isEmpty() ? ColumnRole.LABEL.usual() : labelColumn,
                "another by --set layout.csv.label=NAME");
        add(table, ColumnRole.SPLIT.isIn(table), ColumnRole.SPLIT.usual(), "train, valid or test, of each row");
    }

    private void addFeatures(NamedColumns table) {
        add(table, !RowIds.columns(table).isEmpty(), ColumnRole.ID.usual(), "the same as of the labels");
        if (LabelTables.label(table, "").isPresent()
                && Spellings.modalityWithin(table.stem()).isEmpty()) {
            if (LabelTables.named(table).isEmpty()) {
                lacks.add("train, valid or test in the file name "
                        + table.file().path().getFileName() + "; leave the file out if it is of a further split");
            }
        } else if (Spellings.modalityWithin(table.stem()).isEmpty()) {
            lacks.add("text, audio or vision in the file name "
                    + table.file().path().getFileName());
        }
    }

    private void add(NamedColumns table, boolean there, String column, String more) {
        String file = String.valueOf(table.file().path().getFileName());
        if (there) {
            has.add("'" + column + "' of " + file);
        } else {
            lacks.add("a column '" + column + "' (" + more + ") in " + file + ", which has "
                    + table.names().stream()
                            .limit(NAMED)
                            .map(name -> Reason.shortened(name, LONGEST_NAME))
                            .collect(Collectors.joining(", "))
                    + (table.names().size() > NAMED ? " ..." : ""));
        }
    }
}

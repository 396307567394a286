package org.derl.datasets.layout.csv;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.derl.data.file.NumberArray;
import org.derl.data.file.TextArray;
import org.derl.datasets.layout.FileEntry;
import org.derl.datasets.layout.LabeledSample;
import org.derl.datasets.layout.MissingIds;
import org.derl.datasets.layout.NamedColumns;
import org.derl.datasets.layout.ReadingList;
import org.derl.datasets.layout.Splits;

/** Tables of what is said in samples, beside that of labels. */
final class TranscriptTables {

    private TranscriptTables() {}

    /** Whether a table has texts by id, and no features. */
    static boolean are(NamedColumns table) {
        return !RowIds.columns(table).isEmpty()
                && ColumnRole.TRANSCRIPT
                        .in(table)
                        .filter(column -> column.array() instanceof TextArray)
                        .isPresent()
                && table.columns().stream()
                        .noneMatch(column -> column.array() instanceof NumberArray
                                && ColumnRole.of(column.named().name()).isEmpty());
    }

    /** Samples with the texts of tables, where they have none of their own. */
    static List<LabeledSample> added(List<LabeledSample> samples, List<NamedColumns> tables, ReadingList readings)
            throws IOException {
        Map<String, String> byId = new HashMap<>();
        for (NamedColumns table : tables) {
            FileEntry texts = ColumnRole.TRANSCRIPT.in(table).orElseThrow();
            readings.add("transcript", texts);
            RowIds.columns(table).forEach(column -> readings.add("id", column));
            List<String> ids = RowIds.of(table);
            for (int row = 0; row < ids.size(); row++) {
                byId.putIfAbsent(ids.get(row), texts.texts().get(row));
            }
        }
        List<String> missing = samples.stream()
                .filter(sample -> sample.transcript() == null)
                .map(LabeledSample::id)
                .filter(id -> !byId.containsKey(id))
                .toList();
        if (!tables.isEmpty() && !missing.isEmpty()) {
            throw MissingIds.error(
                    Splits.named(tables.stream().map(NamedColumns::file).toList()),
                    "transcript",
                    missing,
                    byId.keySet(),
                    samples.size() + " samples",
                    "write one for each, or leave the file out");
        }
        return samples.stream()
                .map(sample -> sample.transcript() != null
                        ? sample
                        : new LabeledSample(
                                sample.id(),
                                sample.group(),
                                sample.split(),
                                sample.label(),
                                byId.get(sample.id()),
                                sample.modalityLabels()))
                .toList();
    }
}

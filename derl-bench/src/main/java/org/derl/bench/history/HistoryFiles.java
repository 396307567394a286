package org.derl.bench.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.derl.bench.speed.ResidentMemory;
import org.derl.model.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Writes what came of each epoch: into one file all that follows from the seed, so that it is the same again, and into
 * another one time and memory.
 */
public final class HistoryFiles implements TrainingListener {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private final Path history;
    private final Path timing;
    private @Nullable CSVPrinter historyRows;
    private @Nullable CSVPrinter timingRows;
    private double secondsBefore;

    /** Writes nothing before the first epoch; then the files are new ones. */
    public HistoryFiles(Path history, Path timing) {
        this.history = history;
        this.timing = timing;
    }

    @Override
    public void finished(Epoch epoch) {
        try {
            Map<String, Object> row = HistoryColumns.of(epoch);
            if (historyRows == null) {
                historyRows = open(history, new ArrayList<>(row.keySet()));
            }
            historyRows.printRecord(row.values());
            historyRows.flush();
            if (timingRows == null) {
                timingRows = open(timing, List.of(HistoryColumns.EPOCH, "seconds", "resident-kib"));
            }
            OptionalLong memory = ResidentMemory.kibibytes();
            timingRows.printRecord(
                    epoch.epoch(), epoch.seconds() - secondsBefore, memory.isPresent() ? memory.getAsLong() : "");
            timingRows.flush();
            secondsBefore = epoch.seconds();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CSVPrinter open(Path file, List<String> columns) throws IOException {
        CSVPrinter rows = new CSVPrinter(Files.newBufferedWriter(file), FORMAT);
        rows.printRecord(columns);
        return rows;
    }

    @Override
    public void close() {
        try {
            if (historyRows != null) {
                historyRows.close(true);
            }
            if (timingRows != null) {
                timingRows.close(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

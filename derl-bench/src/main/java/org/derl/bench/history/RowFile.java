package org.derl.bench.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.derl.io.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * A file of comma-separated values that grows row by row, below the names of its columns. A row may lack columns, which
 * are empty there, and bring new ones, which are empty in the rows before: a model may minimize other terms later on.
 */
final class RowFile implements AutoCloseable {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private final Path file;
    private final List<String> columns = new ArrayList<>();
    private final List<Map<String, Object>> written = new ArrayList<>();
    private @Nullable CSVPrinter rows;

    /** Writes nothing before the first row; then the file is a new one. */
    RowFile(Path file) {
        this.file = file;
    }

    /** @param row by the names of the columns */
    void write(Map<String, Object> row) {
        written.add(Map.copyOf(row));
        try {
            boolean wider = widen(List.copyOf(row.keySet()));
            if (wider || rows == null) {
                begin();
            } else {
                rows.printRecord(cells(row));
                rows.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(AtomicFile.named(file, e));
        }
    }

    /** A new column comes after the one before which it stands in its row. */
    private boolean widen(List<String> names) {
        boolean wider = false;
        int after = 0;
        for (String name : names) {
            int place = columns.indexOf(name);
            if (place < 0) {
                columns.add(after, name);
                wider = true;
                place = after;
            }
            after = place + 1;
        }
        return wider;
    }

    /** Writes all rows below the columns of now. */
    private void begin() throws IOException {
        close();
        rows = null; // until all is written, so that a row after a full disk begins anew
        AtomicFile.write(file, unfinished -> {
            try (CSVPrinter all = new CSVPrinter(Files.newBufferedWriter(unfinished), FORMAT)) {
                all.printRecord(columns);
                for (Map<String, Object> row : written) {
                    all.printRecord(cells(row));
                }
            }
        });
        rows = new CSVPrinter(Files.newBufferedWriter(file, StandardOpenOption.APPEND), FORMAT);
    }

    private List<Object> cells(Map<String, Object> row) {
        return columns.stream().map(name -> row.getOrDefault(name, "")).toList();
    }

    @Override
    public void close() {
        try {
            if (rows != null) {
                rows.close(false); // every row has been flushed; else a full disk would keep it open
            }
        } catch (IOException e) {
            throw new UncheckedIOException(AtomicFile.named(file, e));
        }
    }
}

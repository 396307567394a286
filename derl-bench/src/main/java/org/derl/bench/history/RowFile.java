package org.derl.bench.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.derl.io.AtomicFile;
import org.jspecify.annotations.Nullable;

/** A file of comma-separated values that grows row by row, below the names of its columns. */
final class RowFile implements AutoCloseable {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private final Path file;
    private @Nullable CSVPrinter rows;

    /** Writes nothing before the first row; then the file is a new one. */
    RowFile(Path file) {
        this.file = file;
    }

    /** @param row by the names of the columns, which are the same in every row */
    void write(Map<String, Object> row) {
        try {
            if (rows == null) {
                rows = new CSVPrinter(Files.newBufferedWriter(file), FORMAT);
                rows.printRecord(row.keySet());
            }
            rows.printRecord(row.values());
            rows.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(AtomicFile.named(file, e));
        }
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

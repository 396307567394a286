package org.derl.bench.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derl.bench.comparison.ComparisonTables;
import org.derl.bench.comparison.TableFiles;
import org.derl.bench.published.PublishedTables;
import org.derl.bench.table.Table;
import org.derl.bench.table.TableFormat;
import org.derl.data.SplitName;
import org.derl.io.AtomicFile;

/** The tables of a comparison, printed and written into its folder in all formats. */
public final class ComparisonReport {

    private static final String PUBLISHED = "test-published.";

    private final ComparisonTables tables;
    private final Optional<PublishedTables> published;
    private final SplitName split;

    /**
     * A report.
     *
     * @param published values of publications on the same data set, if there are any
     * @param split which the tables are about
     */
    public ComparisonReport(ComparisonTables tables, Optional<PublishedTables> published, SplitName split) {
        this.tables = tables;
        this.published = published;
        this.split = split;
    }

    /** Prints the tables. */
    public void print(PrintWriter writer) {
        List<Table> all = new ArrayList<>(tables.all());
        published.map(PublishedTables::table).ifPresent(all::add);
        for (Table table : all) {
            writer.println();
            writer.print(TableFormat.print(table));
        }
        writer.flush();
    }

    /** Writes the files of the tables. Published values are in files of their own, which {@code derl verify} does not check. */
    public void write(Path folder) throws IOException {
        for (Map.Entry<String, String> file : TableFiles.of(tables, split).entrySet()) {
            AtomicFile.write(folder.resolve(file.getKey()), file.getValue());
        }
        for (TableFormat format : List.of(TableFormat.MARKDOWN, TableFormat.LATEX, TableFormat.CSV)) {
            Path file = folder.resolve(PUBLISHED + format.extension());
            if (published.isPresent()) {
                PublishedTables own = published.get();
                AtomicFile.write(file, format.write(format == TableFormat.CSV ? own.plain() : own.table()));
            } else if (split == SplitName.TEST) {
                Files.deleteIfExists(file); // of what was compared here before
            }
        }
    }
}

package org.derl.bench.cli.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import org.derl.bench.comparison.ComparisonTables;
import org.derl.bench.comparison.TableFiles;
import org.derl.bench.table.Table;
import org.derl.bench.table.TableFormat;
import org.derl.data.SplitName;
import org.derl.io.AtomicFile;

/** The tables of a comparison, printed and written into its folder in all formats. */
final class ComparisonReport {

    private final ComparisonTables tables;
    private final SplitName split;

    /** @param split which the tables are about */
    ComparisonReport(ComparisonTables tables, SplitName split) {
        this.tables = tables;
        this.split = split;
    }

    /** Prints the tables. */
    void print(PrintWriter writer) {
        for (Table table : tables.all()) {
            writer.println();
            writer.print(TableFormat.print(table));
        }
        writer.flush();
    }

    /** Writes the files of the tables. */
    void write(Path folder) throws IOException {
        for (Map.Entry<String, String> file : TableFiles.of(tables, split).entrySet()) {
            AtomicFile.write(folder.resolve(file.getKey()), file.getValue());
        }
    }
}

package org.derl.bench.cli.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.derl.bench.comparison.ComparisonTables;
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
            writer.print(TableFormat.TEXT.write(table));
        }
        writer.flush();
    }

    /** Writes the files of the tables. */
    void write(Path folder) throws IOException {
        for (TableFormat format : List.of(TableFormat.MARKDOWN, TableFormat.LATEX)) {
            write(folder, format, tables.all());
        }
        write(folder, TableFormat.CSV, List.of(tables.plain()));
    }

    private void write(Path folder, TableFormat format, List<Table> chosen) throws IOException {
        String name = split.name().toLowerCase(Locale.ROOT);
        Path file = folder.resolve(name + "." + format.extension());
        AtomicFile.write(
                file, String.join("\n", chosen.stream().map(format::write).toList()));
    }
}

package org.derl.bench.comparison;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.derl.bench.table.Table;
import org.derl.bench.table.TableFormat;
import org.derl.data.SplitName;

/** The files that the tables of a comparison are written into. */
public final class TableFiles {

    private TableFiles() {}

    /**
     * The text of each file, by its name.
     *
     * @param split which the tables are about
     */
    public static Map<String, String> of(ComparisonTables tables, SplitName split) {
        Map<String, String> files = new LinkedHashMap<>();
        for (TableFormat format : List.of(TableFormat.MARKDOWN, TableFormat.LATEX)) {
            files.put(name(split, format), text(format, tables.all()));
        }
        files.put(name(split, TableFormat.CSV), text(TableFormat.CSV, List.of(tables.plain())));
        return files;
    }

    private static String name(SplitName split, TableFormat format) {
        return split.name().toLowerCase(Locale.ROOT) + "." + format.extension();
    }

    private static String text(TableFormat format, List<Table> tables) {
        return String.join("\n", tables.stream().map(format::write).toList());
    }
}

package org.derl.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes tables for terminals. */
final class PlainText {

    private static final String GAP = "  ";

    private PlainText() {}

    static String write(Table table) {
        Padding padding = new Padding(table.columns(), table.lines(), 1);
        List<String> lines = new ArrayList<>();
        if (!table.caption().isEmpty()) {
            lines.add(table.caption());
            lines.add("");
        }
        lines.add(line(padding, table.headings()));
        lines.add(padding.widths().stream().map("-"::repeat).collect(Collectors.joining(GAP)));
        table.rows().forEach(row -> lines.add(line(padding, row)));
        if (!table.notes().isEmpty()) {
            lines.add("");
            lines.addAll(table.notes());
        }
        return String.join("\n", lines) + "\n";
    }

    private static String line(Padding padding, List<String> cells) {
        return String.join(GAP, padding.pad(cells)).stripTrailing();
    }
}

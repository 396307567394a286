package org.derl.bench.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.derl.bench.table.Table.Alignment;

/** Writes tables in GitHub's Markdown. */
final class Markdown {

    /** What the line below the headings needs at least, with its colon. */
    private static final int NARROWEST = 3;

    private Markdown() {}

    static String write(Table table) {
        List<List<String>> escaped = table.lines().stream()
                .map(line -> line.stream().map(Markdown::escaped).toList())
                .toList();
        ColumnWidths padding = new ColumnWidths(table.columns(), escaped, NARROWEST);
        List<String> lines = new ArrayList<>();
        if (!table.caption().isEmpty()) {
            lines.add("**" + escaped(table.caption()) + "**");
            lines.add("");
        }
        lines.add(line(padding.pad(escaped.get(0))));
        lines.add(line(rule(table, padding)));
        escaped.stream().skip(1).forEach(row -> lines.add(line(padding.pad(row))));
        for (String note : table.notes()) {
            lines.add("");
            lines.add(escaped(note));
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<String> rule(Table table, ColumnWidths padding) {
        List<String> rule = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            String dashes = "-".repeat(padding.widths().get(i) - 1);
            rule.add(table.columns().get(i).alignment() == Alignment.LEFT ? dashes + "-" : dashes + ":");
        }
        return rule;
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\\\`*_|<>\\[\\]]", "\\\\$0").replaceAll("\\R", " ");
    }
}

package org.derl.bench.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.derl.bench.table.Table.Alignment;

/** Writes tables for LaTeX. */
public final class Latex {

    private static final Map<Integer, String> ESCAPES = Map.ofEntries(
            Map.entry((int) '\\', "\\textbackslash{}"),
            Map.entry((int) '~', "\\textasciitilde{}"),
            Map.entry((int) '^', "\\textasciicircum{}"),
            Map.entry((int) '&', "\\&"),
            Map.entry((int) '%', "\\%"),
            Map.entry((int) '$', "\\$"),
            Map.entry((int) '#', "\\#"),
            Map.entry((int) '_', "\\_"),
            Map.entry((int) '{', "\\{"),
            Map.entry((int) '}', "\\}"),
            // Without these a row that starts so would be read as an option of the line above.
            Map.entry((int) '[', "{[}"),
            Map.entry((int) ']', "{]}"),
            Map.entry((int) '*', "{*}"),
            Map.entry((int) '<', "\\textless{}"),
            Map.entry((int) '>', "\\textgreater{}"),
            Map.entry((int) '|', "\\textbar{}"),
            Map.entry((int) '±', "$\\pm$"),
            Map.entry((int) '\n', " "),
            Map.entry((int) '\r', " "));

    private Latex() {}

    static String write(Table table) {
        List<String> lines = new ArrayList<>(List.of("\\begin{table}", "\\centering"));
        if (!table.caption().isEmpty()) {
            lines.add("\\caption{" + escaped(table.caption()) + "}");
        }
        lines.add("\\begin{tabular}{" + alignments(table) + "}");
        lines.add("\\toprule");
        lines.add(row(table.headings()));
        lines.add("\\midrule");
        table.rows().forEach(cells -> lines.add(row(cells)));
        lines.add("\\bottomrule");
        lines.add("\\end{tabular}");
        table.notes().forEach(note -> lines.add("\\par\\footnotesize " + escaped(note)));
        lines.add("\\end{table}");
        return String.join("\n", lines) + "\n";
    }

    private static String alignments(Table table) {
        return table.columns().stream()
                .map(column -> column.alignment() == Alignment.LEFT ? "l" : "r")
                .collect(Collectors.joining());
    }

    private static String row(List<String> cells) {
        return cells.stream().map(Latex::escaped).collect(Collectors.joining(" & ", "", " \\\\"));
    }

    /** Text that LaTeX prints as it is. */
    public static String escaped(String text) {
        return text.codePoints()
                .mapToObj(character -> ESCAPES.getOrDefault(character, Character.toString(character)))
                .collect(Collectors.joining());
    }
}

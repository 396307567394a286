package org.derl.bench.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.derl.bench.text.Paragraphs;

/** Writes tables for terminals. */
final class PlainText {

    private static final String GAP = "  ";

    /** Where captions and notes are broken at the latest. */
    private static final int WIDTH = 120;

    private PlainText() {}

    /** @param terminal how many columns it has, into which rows are to fit; 0 where there is none */
    static String write(Table given, int terminal) {
        Table table = Characters.shown(given);
        int width = terminal == 0 ? WIDTH : Math.min(WIDTH, terminal);
        List<String> lines = new ArrayList<>();
        if (!table.caption().isEmpty()) {
            lines.addAll(Paragraphs.broken(table.caption(), width));
            lines.add("");
        }
        for (Table block : terminal == 0 ? List.of(table) : FittedTable.blocks(table, terminal, GAP.length())) {
            lines.addAll(rows(block));
            lines.add("");
        }
        table.notes().forEach(note -> lines.addAll(Paragraphs.broken(note, width)));
        return String.join("\n", table.notes().isEmpty() ? lines.subList(0, lines.size() - 1) : lines) + "\n";
    }

    private static List<String> rows(Table table) {
        List<List<String>> headings = headings(table);
        ColumnWidths padding = widths(table);
        List<String> lines = new ArrayList<>();
        headings.forEach(row -> lines.add(line(padding, row)));
        lines.add(padding.widths().stream().map("-"::repeat).collect(Collectors.joining(GAP)));
        table.rows().forEach(row -> lines.add(line(padding, row)));
        return lines;
    }

    /** As wide as headings and rows. */
    static ColumnWidths widths(Table table) {
        List<List<String>> cells = new ArrayList<>(headings(table));
        cells.addAll(table.rows());
        return new ColumnWidths(table.columns(), cells, 1);
    }

    /** The headings as lines of cells: one that is wider than its column is broken between words, and ends below. */
    private static List<List<String>> headings(Table table) {
        List<List<String>> broken = IntStream.range(0, table.columns().size())
                .mapToObj(column -> Paragraphs.broken(table.headings().get(column), widest(table, column)))
                .toList();
        int height = broken.stream().mapToInt(List::size).max().orElse(1);
        return IntStream.range(0, height)
                .mapToObj(line -> broken.stream()
                        .map(heading ->
                                line < height - heading.size() ? "" : heading.get(line - height + heading.size()))
                        .toList())
                .toList();
    }

    private static int widest(Table table, int column) {
        return table.rows().stream()
                .mapToInt(row -> Paragraphs.width(row.get(column)))
                .max()
                .orElse(WIDTH);
    }

    private static String line(ColumnWidths padding, List<String> cells) {
        return String.join(GAP, padding.pad(cells)).stripTrailing();
    }
}

package org.derl.bench.table;

import java.util.ArrayList;
import java.util.List;
import org.derl.bench.table.Table.Alignment;
import org.derl.bench.table.Table.Column;
import org.derl.bench.text.Paragraphs;

/** Brings the cells of each column to one width. */
final class ColumnWidths {

    private final List<Column> columns;
    private final List<Integer> widths;

    /** Wide enough for these lines. */
    ColumnWidths(List<Column> columns, List<List<String>> lines, int narrowest) {
        this.columns = columns;
        this.widths = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            int widest = lines.stream()
                    .mapToInt(line -> Paragraphs.width(line.get(column)))
                    .max()
                    .orElse(0);
            widths.add(Math.max(widest, narrowest));
        }
    }

    List<String> pad(List<String> cells) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            String space = " ".repeat(widths.get(i) - Paragraphs.width(cell));
            padded.add(columns.get(i).alignment() == Alignment.LEFT ? cell + space : space + cell);
        }
        return padded;
    }

    List<Integer> widths() {
        return List.copyOf(widths);
    }
}

package org.derl.bench.table;

import java.util.ArrayList;
import java.util.List;
import org.derl.bench.table.Table.Alignment;
import org.derl.bench.text.Paragraphs;

/** Brings tables into a terminal that is narrower than they are. */
final class FittedTable {

    /** Texts of the last column are broken where they have so much room. */
    private static final int ROOM = 20;

    private FittedTable() {}

    /**
     * A table as it is where it fits; else with its last column broken, if that is of texts, or in several tables, each
     * of which begins with the first column.
     */
    static List<Table> blocks(Table table, int terminal, int gap) {
        List<Integer> widths = PlainText.widths(table).widths();
        int last = widths.size() - 1;
        int before =
                widths.subList(0, last).stream().mapToInt(width -> width + gap).sum();
        if (before + widths.get(last) <= terminal) {
            return List.of(table);
        } else if (last > 0 && table.columns().get(last).alignment() == Alignment.LEFT && before + ROOM <= terminal) {
            return List.of(broken(table, terminal - before));
        }
        List<Table> blocks = new ArrayList<>();
        List<Integer> columns = new ArrayList<>(List.of(0));
        int width = widths.get(0);
        for (int column = 1; column <= last; column++) {
            if (columns.size() > 1 && width + gap + widths.get(column) > terminal) {
                blocks.add(only(table, columns));
                columns = new ArrayList<>(List.of(0));
                width = widths.get(0);
            }
            columns.add(column);
            width += gap + widths.get(column);
        }
        blocks.add(only(table, columns));
        return blocks;
    }

    private static Table broken(Table table, int room) {
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row : table.rows()) {
            List<String> others = new ArrayList<>(row.subList(0, row.size() - 1));
            for (String line : Paragraphs.broken(row.get(row.size() - 1), room)) {
                List<String> cells = new ArrayList<>(others);
                cells.add(line);
                rows.add(cells);
                others.replaceAll(cell -> "");
            }
        }
        return new Table("", table.columns(), rows, List.of());
    }

    private static Table only(Table table, List<Integer> columns) {
        return new Table(
                "",
                columns.stream().map(table.columns()::get).toList(),
                table.rows().stream()
                        .map(row -> columns.stream().map(row::get).toList())
                        .toList(),
                List.of());
    }
}

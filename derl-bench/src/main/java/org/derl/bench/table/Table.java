package org.derl.bench.table;

import java.util.ArrayList;
import java.util.List;

/**
 * Results in rows and columns, ready to be written in any {@link TableFormat}.
 *
 * @param caption stands above the table; may be empty
 * @param columns the columns, at least one
 * @param rows the cells of each row, one per column
 * @param notes stand below the table, one a line
 */
public record Table(String caption, List<Column> columns, List<List<String>> rows, List<String> notes) {

    /** The alignment of the cells of a column. */
    public enum Alignment {
        LEFT,
        RIGHT
    }

    /** A heading, and how the cells below it are aligned. */
    public record Column(String heading, Alignment alignment) {

        /** A column of words. */
        public static Column left(String heading) {
            return new Column(heading, Alignment.LEFT);
        }

        /** A column of numbers. */
        public static Column right(String heading) {
            return new Column(heading, Alignment.RIGHT);
        }
    }

    /**
     * Checks that every row has a cell for each column.
     *
     * @throws IllegalArgumentException when there is no column, or too many or too few cells in a row
     */
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        notes = List.copyOf(notes);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a table needs at least one column");
        }
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).size() != columns.size()) {
                throw new IllegalArgumentException("row " + (i + 1) + " of the table '" + caption + "' has "
                        + rows.get(i).size() + " cells for " + columns.size() + " columns");
            }
        }
    }

    /** Without notes. */
    public Table(String caption, List<Column> columns, List<List<String>> rows) {
        this(caption, columns, rows, List.of());
    }

    /** The headings, as one more row. */
    List<String> headings() {
        return columns.stream().map(Column::heading).toList();
    }

    /** The headings, then the rows. */
    public List<List<String>> lines() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(headings());
        lines.addAll(rows);
        return lines;
    }
}

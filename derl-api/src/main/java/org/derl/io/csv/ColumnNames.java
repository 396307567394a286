package org.derl.io.csv;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The names of columns in the first line of a file. Blanks and quotes around a name do not matter, nor does case.
 *
 * @param written as they stand there, without blanks and quotes around them
 */
public record ColumnNames(List<String> written) {

    /** Keeps the names as they are. */
    public ColumnNames {
        written = List.copyOf(written);
    }

    /**
     * Those of the cells of a line. A cell without a name, as pandas writes above its index, is called by its number.
     */
    public static ColumnNames of(List<String> cells) {
        List<String> names = new ArrayList<>();
        for (String cell : cells) {
            String name = bare(cell);
            names.add(name.isEmpty() ? number(names.size()) : name);
        }
        return new ColumnNames(names);
    }

    /** What a column without a name is called, counted from 0 there and from 1 in the name. */
    public static String number(int column) {
        return "column " + (column + 1);
    }

    /** A name as it is compared with others. */
    public static String compared(String name) {
        return bare(name).toLowerCase(Locale.ROOT);
    }

    private static String bare(String cell) {
        String name = cell.replace("\uFEFF", "").strip();
        boolean quoted = name.length() > 1
                && name.charAt(0) == name.charAt(name.length() - 1)
                && (name.charAt(0) == '\'' || name.charAt(0) == '"');
        return quoted ? name.substring(1, name.length() - 1).strip() : name;
    }

    /** Where a column is. */
    public Optional<Integer> find(String name) {
        int column = compared().indexOf(compared(name));
        return column < 0 ? Optional.empty() : Optional.of(column);
    }

    /** How many columns have a name. */
    public int count(String name) {
        return Collections.frequency(compared(), compared(name));
    }

    /** How many columns there are. */
    public int size() {
        return written.size();
    }

    private List<String> compared() {
        return written.stream().map(ColumnNames::compared).toList();
    }
}

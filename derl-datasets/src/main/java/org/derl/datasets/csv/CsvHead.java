package org.derl.datasets.csv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.derl.datasets.csv.CsvFile.Row;
import org.derl.io.csv.ColumnNames;

/** The first line of a table, if it names the columns: what they are called, and where it stands again. */
final class CsvHead {

    private final List<String> first;
    private final List<String> names;
    private final List<String> repeated = new ArrayList<>();
    private final boolean trailing;
    private int again;
    private long firstAgain;
    private long lastAgain;

    private CsvHead(List<String> first, boolean is, boolean trailing) {
        this.first = first;
        this.trailing = trailing;
        this.names = is ? different(ColumnNames.of(first).written()) : List.of();
    }

    /**
     * The head that a first line is. Names are no values, and above the index of pandas stands none. They differ, or
     * numbers stand below some of them.
     *
     * @param second the next line; empty where there is none
     */
    static CsvHead of(List<String> first, List<String> second) {
        boolean trailing =
                first.size() > 2 && second.size() == first.size() && isBlankLast(first) && isBlankLast(second);
        return trailing ? of(first.subList(0, first.size() - 1), second, true) : of(first, second, false);
    }

    private static boolean isBlankLast(List<String> cells) {
        return cells.get(cells.size() - 1).isBlank();
    }

    /** @param trailing whether a separator stands at the end of each line, too */
    private static CsvHead of(List<String> first, List<String> second, boolean trailing) {
        List<String> named = first.get(0).isBlank() && first.size() > 1 ? first.subList(1, first.size()) : first;
        boolean names = named.stream().noneMatch(cell -> cell.isBlank() || Cells.isValue(cell));
        boolean differ = new HashSet<>(named).size() == named.size();
        return new CsvHead(first, names && (differ || second.stream().anyMatch(Cells::isNumber)), trailing);
    }

    /** What is called as a column before it gets a number, as pandas gives it. */
    private List<String> different(List<String> written) {
        Set<String> all = new HashSet<>(written);
        Set<String> different = new LinkedHashSet<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (String name : written) {
            String own = name;
            while (!different.add(own)) {
                do {
                    own = name + "." + numbers.merge(name, 1, Integer::sum);
                } while (all.contains(own));
            }
            if (!own.equals(name)) {
                repeated.add(own);
            }
        }
        return List.copyOf(different);
    }

    /** How many columns there are. */
    int columns() {
        return first.size();
    }

    /** Whether a row has a value for each, and nothing behind them. */
    boolean fits(List<String> row) {
        return row.size() == first.size() || (trailing && row.size() == first.size() + 1 && isBlankLast(row));
    }

    /** Why a row may have more values, and the way out. */
    String tooMany(String separators) {
        return first.get(0).startsWith("#")
                ? "; the first line begins with #: if it is a comment, delete it, so that the names of the columns come"
                        + " first"
                : "; the first line tells how many there are: write the names of the columns there, and a value that"
                        + " has " + separators + " in it between double quotes";
    }

    /** Their names; empty where the first line is none of names. */
    List<String> names() {
        return names;
    }

    /** Whether a line is the head, or the head again, as tables that were put together have it. */
    boolean is(Row row) {
        if (names.isEmpty()) {
            return false;
        } else if (row.values().getRecordNumber() == 1) {
            return true;
        }
        boolean same = names.size() > 1
                && fits(row.values().toList())
                && IntStream.range(0, first.size())
                        .allMatch(i -> row.values().get(i).equals(first.get(i)));
        if (same && row.line() > lastAgain) { // lines are read twice
            lastAgain = row.line();
            firstAgain = again++ == 0 ? lastAgain : firstAgain;
        }
        return same;
    }

    /** What is worth knowing of it, once the table has been read. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (trailing) {
            remarks.add("without the separator at the end of each line");
        }
        if (!repeated.isEmpty()) {
            remarks.add("columns of one name have a number: " + repeated.get(0)
                    + (repeated.size() > 1 ? " and " + (repeated.size() - 1) + " others" : ""));
        }
        if (again > 0) {
            remarks.add("the head stands again in line " + firstAgain
                    + (again > 1 ? " and " + (again - 1) + " others" : "") + ", left out");
        }
        return remarks;
    }
}

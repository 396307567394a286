package org.derl.datasets.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Counts values that stand for none among numbers, and keeps the place of the first. */
final class MissingCells {

    private long count;
    private String first = "";

    void add(String column, int row, String cell) {
        if (count++ == 0) {
            first = (cell.isEmpty() ? "an empty one" : "'" + cell + "'") + " in the column " + column + ", row " + row;
        }
    }

    /** At most one. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (count > 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "%,d missing number%s, taken for NaN: %s%s",
                    count,
                    count == 1 ? "" : "s",
                    count == 1 ? "" : "the first is ",
                    first));
        }
        return remarks;
    }
}

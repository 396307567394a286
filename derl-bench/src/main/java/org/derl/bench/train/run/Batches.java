package org.derl.bench.train.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.derl.data.Split;

/** Cuts an order of rows into batches. */
public final class Batches {

    private Batches() {}

    /** The rows of every batch; the last may hold fewer. */
    public static List<List<Integer>> of(int[] order, int size) {
        return Split.batches(rows(order, 0, order.length), size);
    }

    /** The same, but a last batch of a single sample joins the one before: statistics of a batch need two. */
    public static List<List<Integer>> joiningLast(int[] order, int size) {
        List<List<Integer>> batches = new ArrayList<>(of(order, size));
        int last = batches.size() - 1;
        if (size > 1 && last > 0 && batches.get(last).size() == 1) {
            batches.remove(last);
            batches.set(last - 1, rows(order, (last - 1) * size, order.length));
        }
        return batches;
    }

    private static List<Integer> rows(int[] order, int start, int end) {
        return Arrays.stream(order, start, end).boxed().toList();
    }
}

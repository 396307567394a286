package org.derl.datasets.layout.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.derl.datasets.layout.FileEntry;
import org.derl.datasets.layout.NamedColumns;

/** The time steps of the samples in a table of features. */
final class StepRows {

    private final NamedColumns table;
    private final FeatureColumns columns;
    private final Map<String, List<Integer>> rows;

    /** @param order the column by which steps are ordered, where there is one */
    StepRows(NamedColumns table, FeatureColumns columns, Optional<FileEntry> order) throws IOException {
        this.table = table;
        this.columns = columns;
        this.rows = rows(table, order);
    }

    NamedColumns table() {
        return table;
    }

    FeatureColumns columns() {
        return columns;
    }

    /** The samples that it has rows of. */
    Set<String> ids() {
        return rows.keySet();
    }

    /** The steps of a sample, one after the other; none where it has no row. */
    float[] steps(String id) {
        List<Integer> own = rows.getOrDefault(id, List.of());
        float[] steps = new float[own.size() * columns.size()];
        for (int step = 0; step < own.size(); step++) {
            columns.copy(own.get(step), steps, step * columns.size());
        }
        return steps;
    }

    /** The rows of each sample, in the order of their steps. */
    private static Map<String, List<Integer>> rows(NamedColumns table, Optional<FileEntry> order) throws IOException {
        List<String> ids = RowIds.of(table);
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        if (order.isEmpty()) {
            IntStream.range(0, ids.size()).forEach(row -> rows.computeIfAbsent(ids.get(row), id -> new ArrayList<>())
                    .add(row));
            return rows;
        }
        List<Double> steps = order.get().column();
        List<Integer> ordered = IntStream.range(0, ids.size())
                .boxed()
                .sorted(Comparator.comparing(steps::get))
                .toList();
        for (int row : ordered) {
            List<Integer> former = rows.computeIfAbsent(ids.get(row), id -> new ArrayList<>());
            if (!former.isEmpty() && !(steps.get(former.get(former.size() - 1)) < steps.get(row))) {
                throw order.get().wrong("has the step " + steps.get(row) + " of the sample " + ids.get(row) + " twice");
            }
            former.add(row);
        }
        return rows;
    }
}

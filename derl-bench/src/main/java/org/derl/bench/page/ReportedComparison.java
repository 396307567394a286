package org.derl.bench.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.comparison.ComparisonTables;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.merging.TrialPlaces;
import org.derl.data.SplitName;
import org.derl.data.Task;

/**
 * A comparison with what the tables leave out: the course of each trial, and where it lies.
 *
 * @param rows in the order of the tables
 * @param seeds of all trials, sorted
 */
record ReportedComparison(StoredComparison stored, ComparisonTables tables, List<ReportedRow> rows, List<Long> seeds) {

    /** @throws IOException when a file of a trial is damaged */
    static ReportedComparison of(
            TrialPlaces places, StoredComparison stored, List<ComparedSystem> systems, ComparisonTables tables)
            throws IOException {
        List<Long> seeds = systems.stream()
                .flatMap(system -> system.trials().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        List<ReportedRow> rows = new ArrayList<>();
        for (ComparedSystem system : systems) {
            List<ReportedTrial> trials = new ArrayList<>();
            for (long seed : system.trials().keySet()) {
                trials.add(ReportedTrial.of(
                        places,
                        system.name(),
                        seed,
                        seeds.indexOf(seed),
                        system.on(stored.split()).get(trials.size())));
            }
            rows.add(new ReportedRow(rows.size() + 1, system, List.copyOf(trials)));
        }
        return new ReportedComparison(stored, tables, List.copyOf(rows), seeds);
    }

    SplitName split() {
        return stored.split();
    }

    Task.Regression task() {
        return stored.data().task();
    }

    /** The rows of models that have predicted. */
    List<ReportedRow> models() {
        return rows.stream().filter(ReportedRow::hasTrials).toList();
    }

    /** The row that the others are compared with, if it has predictions. */
    Optional<ReportedRow> comparedTo() {
        return tables.comparedTo()
                .flatMap(system ->
                        rows.stream().filter(row -> row.system().equals(system)).findFirst());
    }
}

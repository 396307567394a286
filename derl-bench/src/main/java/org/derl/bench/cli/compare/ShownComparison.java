package org.derl.bench.cli.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.cli.command.DirectoryOptions;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.comparison.ComparisonTables;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.metric.TableMetrics;
import org.derl.bench.page.ComparisonPage;
import org.derl.bench.published.PublishedTables;
import org.derl.bench.sharing.SharedComparison;
import org.derl.bench.trial.Trial;
import org.derl.bench.verify.Verification;
import org.derl.data.DataSet;

/**
 * A comparison that is read from the files of its folder.
 *
 * @param folder where its trials lie, with labels
 */
record ShownComparison(
        Path folder, StoredComparison comparison, List<ComparedSystem> systems, ComparisonTables tables) {

    /** What is done with one, as long as its files are there. */
    @FunctionalInterface
    interface Showing {
        void show(ShownComparison comparison) throws IOException;
    }

    /**
     * Shows that of a folder; one without labels gets those of its data set, as its trials read it.
     *
     * @param directories where data lies
     * @param metrics of the tables; none for those of the comparison
     * @return whether all its trials gave a result
     * @throws IOException when there is none, or it is damaged
     */
    static boolean show(Path folder, DirectoryOptions directories, List<String> metrics, Showing showing)
            throws IOException {
        if (!SharedComparison.isIn(folder)) {
            return of(folder, StoredComparison.read(folder), metrics).show(showing);
        }
        SharedComparison shared = SharedComparison.of(folder);
        Trial trial = shared.trial();
        DataSets dataSets = directories.configuration().with(trial.overrides()).make(DataSets.class);
        try (TemporaryFolder labeled = TemporaryFolder.named("derl-show")) {
            DataSet data = dataSets.load(trial.dataSet(), trial.textEncoder());
            shared.label(data, labeled.path());
            StoredComparison comparison = StoredComparison.read(labeled.path()).ofCopy(data);
            return of(labeled.path(), comparison, metrics).show(showing);
        }
    }

    /** Refuses directories of data where no folder needs any. */
    static void check(DirectoryOptions directories, List<Path> folders) throws IOException {
        boolean read = false;
        for (Path folder : folders) {
            read |= SharedComparison.isIn(folder);
        }
        if (directories.given() && !read) {
            throw new IllegalArgumentException(
                    "--data-dir and --cache-dir are for folders that derl share has written, and"
                            + " none is named; leave them out");
        }
    }

    private boolean show(Showing showing) throws IOException {
        showing.show(this);
        return systems.stream().allMatch(system -> system.failures().isEmpty());
    }

    private static ShownComparison of(Path folder, StoredComparison comparison, List<String> metrics)
            throws IOException {
        List<ComparedSystem> systems = comparison.systems(folder);
        List<String> remarks = new ArrayList<>(comparison.remarks());
        remarks.add(Verification.ofTrials(folder).note());
        ComparisonTables tables = new ComparisonTables(
                comparison.data(),
                systems,
                comparison.compareTo(),
                comparison.split(),
                remarks,
                metrics.isEmpty()
                        ? comparison.tableMetrics(ConfiguredCommand::binder)
                        : TableMetrics.named(metrics, "--metrics", ConfiguredCommand.binder()));
        return new ShownComparison(folder, comparison, systems, tables);
    }

    /** What publications report on the same data set, if any does. */
    Optional<PublishedTables> published() {
        return PublishedTables.of(comparison.data(), systems, comparison.split());
    }

    /** Its page. */
    ComparisonPage page() throws IOException {
        return ComparisonPage.of(
                folder, comparison, systems, tables, published().map(PublishedTables::table));
    }
}

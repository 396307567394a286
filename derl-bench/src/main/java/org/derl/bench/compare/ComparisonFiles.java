package org.derl.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.derl.bench.comparison.ComparedData;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.comparison.ComparisonTables;
import org.derl.bench.comparison.Experiment;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.merging.TrialPlaces;
import org.derl.bench.metric.TableMetrics;
import org.derl.bench.page.ComparisonPage;
import org.derl.bench.published.PublishedTables;
import org.derl.bench.robustness.StoredRobustness;
import org.derl.bench.verify.Verification;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison leaves in its folder once its trials have ended: what is needed to show it again, its tables and its
 * page.
 */
public final class ComparisonFiles {

    private final Path folder;
    private final List<ComparedSystem> systems;
    private final StoredComparison stored;
    private final ComparisonTables tables;
    private final Optional<PublishedTables> published;
    private final ComparisonReport report;

    private ComparisonFiles(
            Path folder, List<ComparedSystem> systems, StoredComparison stored, ComparisonTables tables) {
        this.folder = folder;
        this.systems = systems;
        this.stored = stored;
        this.tables = tables;
        published = PublishedTables.of(stored.data(), systems, stored.split());
        report = new ComparisonReport(tables, published, stored.split());
    }

    /**
     * Writes what is needed to show a comparison again, and makes its tables.
     *
     * @param data that it is about, and what there is to say of it
     * @param metrics of the tables; null for those of the data set's family
     * @param remarks what else is to be said below the tables
     * @param command that it came from; null where it was a program
     */
    public static ComparisonFiles of(
            Experiment experiment,
            ComparedData data,
            List<ComparedSystem> systems,
            @Nullable TableMetrics metrics,
            List<String> remarks,
            @Nullable String command)
            throws IOException {
        Path folder = experiment.folder();
        StoredComparison plain =
                StoredComparison.of(data, systems, experiment.compareTo(), experiment.split(), remarks, metrics);
        StoredComparison stored = command == null ? plain : plain.by(command);
        stored.write(folder);
        List<String> all = new ArrayList<>(remarks);
        all.add(Verification.ofTrials(folder).note());
        return new ComparisonFiles(
                folder,
                systems,
                stored,
                new ComparisonTables(data, systems, experiment.compareTo(), experiment.split(), all, metrics));
    }

    /** The tables. */
    public ComparisonTables tables() {
        return tables;
    }

    /** The tables and published ones, to print. */
    public ComparisonReport report() {
        return report;
    }

    /**
     * Writes the files of the tables, and the page.
     *
     * @return what the page has to tell its maker, a sentence each
     */
    public List<String> write() throws IOException {
        report.write(folder);
        ComparisonPage page = ComparisonPage.of(
                TrialPlaces.in(folder, systems),
                stored,
                systems,
                tables,
                published.map(PublishedTables::table),
                StoredRobustness.in(folder, stored));
        page.write(folder);
        return page.remarks();
    }
}

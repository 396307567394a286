package org.derl.bench.cli.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.cli.command.DirectoryOptions;
import org.derl.bench.cli.command.TemporaryFolder;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.comparison.ComparisonTables;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.merging.MergedComparison;
import org.derl.bench.metric.TableMetrics;
import org.derl.bench.page.ComparisonPage;
import org.derl.bench.published.PublishedTables;
import org.derl.bench.sharing.SharedComparison;
import org.derl.bench.text.SampleTexts;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFolder;
import org.derl.data.DataSet;
import org.derl.data.SplitName;
import org.derl.eval.Predictions;

/**
 * Comparisons that are read from the files of their folders, as one.
 *
 * @param merged what they hold, with labels
 */
record ShownComparison(MergedComparison merged, ComparisonTables tables) {

    /** What is done with one, as long as its files are there. */
    @FunctionalInterface
    interface Showing {
        void show(ShownComparison comparison) throws IOException;
    }

    /**
     * Shows those of folders; one without labels gets those of its data set, as its trials read it.
     *
     * @param directories where data lies
     * @param metrics of the tables; none for those of the first comparison
     * @param here whether the page of one is written into its folder
     * @return whether all trials gave a result
     * @throws IOException when there is none in a folder, or it is damaged
     */
    static boolean show(
            List<Path> folders, DirectoryOptions directories, List<String> metrics, boolean here, Showing showing)
            throws IOException {
        try (TemporaryFolder labeled = TemporaryFolder.named("derl-show")) {
            List<MergedComparison.Source> sources = new ArrayList<>();
            for (Path folder : folders) {
                sources.add(
                        SharedComparison.isIn(folder)
                                ? labeled(folder, directories, labeled.path().resolve(String.valueOf(sources.size())))
                                : new MergedComparison.Source(folder, folder, StoredComparison.read(folder)));
            }
            ShownComparison shown = of(MergedComparison.of(sources, here), metrics);
            showing.show(shown);
            return shown.systems().stream().allMatch(system -> system.failures().isEmpty());
        }
    }

    private static MergedComparison.Source labeled(Path folder, DirectoryOptions directories, Path to)
            throws IOException {
        SharedComparison shared = SharedComparison.of(folder);
        Trial trial = shared.trial();
        DataSet data = directories
                .configuration()
                .with(trial.overrides())
                .make(DataSets.class)
                .load(trial.dataSet(), trial.textEncoder());
        shared.label(data, Files.createDirectories(to));
        return new MergedComparison.Source(folder, to, StoredComparison.read(to).ofCopy(data));
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

    private static ShownComparison of(MergedComparison merged, List<String> metrics) {
        StoredComparison comparison = merged.stored();
        ComparisonTables tables = new ComparisonTables(
                comparison.data(),
                merged.systems(),
                comparison.compareTo(),
                comparison.split(),
                comparison.remarks(),
                metrics.isEmpty()
                        ? comparison.tableMetrics(ConfiguredCommand::binder)
                        : TableMetrics.named(metrics, "--metrics", ConfiguredCommand.binder()));
        return new ShownComparison(merged, tables);
    }

    /**
     * What the samples say.
     *
     * @param folder one of those that are shown; a trial of it says how the data set is read
     * @throws IllegalArgumentException when the data set has no transcripts
     * @throws IOException when it is missing, or another one
     */
    SampleTexts texts(Path folder, DirectoryOptions directories) throws IOException {
        Trial trial = trial(folder);
        DataSet data = directories
                .configuration()
                .with(trial.overrides())
                .make(DataSets.class)
                .loadTranscripts(trial.dataSet());
        SplitName split = comparison().split();
        List<String> ids = systems().stream()
                .flatMap(system -> system.on(split).stream())
                .findFirst()
                .map(Predictions::ids)
                .orElse(List.of());
        return SampleTexts.of(data, split, ids);
    }

    private static Trial trial(Path folder) throws IOException {
        if (SharedComparison.isIn(folder)) {
            return SharedComparison.of(folder).trial();
        }
        for (Map.Entry<String, Map<Long, String>> model :
                StoredComparison.read(folder).trials().entrySet()) {
            for (long seed : model.getValue().keySet()) {
                return new TrialFolder(folder.resolve(model.getKey()).resolve("seed-" + seed)).readRequest();
            }
        }
        throw new IOException(
                folder + " holds no finished trial, which would say how texts are read; leave --with-texts" + " out");
    }

    StoredComparison comparison() {
        return merged.stored();
    }

    List<ComparedSystem> systems() {
        return merged.systems();
    }

    /** What publications report on the same data set, if any does. */
    Optional<PublishedTables> published() {
        return PublishedTables.of(
                comparison().data(), merged.models(), comparison().split());
    }

    /** Its page. */
    ComparisonPage page() throws IOException {
        return ComparisonPage.of(
                merged.places(),
                comparison(),
                systems(),
                tables,
                published().map(PublishedTables::table),
                merged.robustness());
    }
}

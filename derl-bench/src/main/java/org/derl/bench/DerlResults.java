package org.derl.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.comparison.ComparisonTables;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.table.MeanAndDeviation;
import org.derl.bench.table.TableFormat;
import org.derl.bench.train.Selection;
import org.derl.bench.trial.TrainedModel;
import org.derl.config.ConfigBinder;
import org.derl.config.Names;
import org.derl.data.LabeledSamples;
import org.derl.data.SplitName;
import org.derl.eval.Predictions;

/** What came of a comparison: its scores, its tables, its models. */
public final class DerlResults {

    private final Path folder;
    private final SplitName split;
    private final List<ComparedSystem> systems;
    private final ComparisonTables tables;

    DerlResults(Path folder, SplitName split, List<ComparedSystem> systems, ComparisonTables tables) {
        this.folder = folder;
        this.split = split;
        this.systems = systems;
        this.tables = tables;
    }

    static DerlResults read(Path folder) throws IOException {
        if (!StoredComparison.isIn(folder) && Files.exists(folder.resolve("trial.conf"))) {
            throw new IOException(folder + " is the folder of one trial: Derl.model opens its model, and Derl.open the"
                    + " folder of a comparison, which holds it");
        }
        StoredComparison stored = StoredComparison.read(folder);
        List<ComparedSystem> systems = stored.systems(folder);
        return new DerlResults(
                folder,
                stored.split(),
                systems,
                new ComparisonTables(
                        stored.data(),
                        systems,
                        stored.compareTo(),
                        stored.split(),
                        stored.remarks(),
                        stored.tableMetrics(() -> Configuration.of(Derl.class.getClassLoader())
                                .injector()
                                .getInstance(ConfigBinder.class))));
    }

    /**
     * A metric of one system, on the split that the comparison is about.
     *
     * @param value the mean over seeds and their sample deviation, which is not a number for one seed
     * @param bySeed the value of each seed; of a control, which has no seed, of each of its predictions from 1 on
     */
    public record Score(String system, String metric, MeanAndDeviation value, Map<Long, Double> bySeed) {}

    /** The folder of all files. */
    public Path folder() {
        return folder;
    }

    /** The names of the rows: controls first, then the models. */
    public List<String> systems() {
        return systems.stream().map(ComparedSystem::name).toList();
    }

    /** The names of the metrics, such as {@code mae}, in the order of the tables. */
    public List<String> metrics() {
        return tables.metrics().stream().map(NamedMetric::key).toList();
    }

    /** Why trials gave no result, a sentence each; none where all did. */
    public List<String> failures() {
        return systems.stream().flatMap(system -> system.failures().stream()).toList();
    }

    /**
     * A metric of a model or control.
     *
     * @throws IllegalArgumentException when there is none of that name; the message says which is nearest
     * @throws IllegalStateException when no trial of it gave a result; the message says why
     */
    public Score score(String system, String metric) {
        ComparedSystem row = row(system);
        NamedMetric named = tables.metrics().stream()
                .filter(each -> each.key().equals(metric))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no metric '" + metric + "' here; " + Names.unknown(metric, metrics())));
        Map<Long, Double> bySeed = new TreeMap<>();
        predictions(row, split)
                .forEach((seed, own) -> bySeed.put(seed, named.metric().of(own)));
        return new Score(system, metric, MeanAndDeviation.of(bySeed.values()), bySeed);
    }

    private ComparedSystem row(String name) {
        return systems.stream()
                .filter(system -> system.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no '" + name + "' in " + folder + "; " + Names.unknown(name, systems())));
    }

    /**
     * The predictions of a model or control of a split, by seed.
     *
     * @throws IllegalArgumentException when there is none of that name
     * @throws IllegalStateException when no trial of it gave any; the message says why
     */
    public Map<Long, Predictions> predictions(String system, SplitName of) {
        return predictions(row(system), of);
    }

    private static Map<Long, Predictions> predictions(ComparedSystem row, SplitName of) {
        List<Predictions> all = row.on(of);
        if (all.isEmpty()) {
            throw new IllegalStateException("no trial of " + row.name() + " has predictions of that split"
                    + (row.failures().isEmpty() ? "" : ": " + String.join("; ", row.failures())));
        }
        List<Long> seeds = List.copyOf(new TreeSet<>(row.trials().keySet()));
        Map<Long, Predictions> bySeed = new TreeMap<>();
        for (int i = 0; i < all.size(); i++) {
            bySeed.put(seeds.isEmpty() ? Long.valueOf(i + 1L) : seeds.get(i), all.get(i));
        }
        return bySeed;
    }

    /** The tables of {@code derl compare} as text, with all notes. */
    public String table() {
        return tables.all().stream().map(TableFormat.TEXT::write).collect(Collectors.joining("\n"));
    }

    /**
     * The model of one trial. Whoever asks closes it.
     *
     * @throws IOException when the trial has no result or kept no weights, or a file is damaged
     */
    public TrainedModel model(String model, long seed) throws IOException {
        row(model);
        return TrainedModel.open(place(model, seed));
    }

    /**
     * The model of the seed with the lowest error on the validation split, by the metric that its epochs were chosen by;
     * the mean absolute error where that is a loss. Whoever asks closes it.
     *
     * @throws IOException when no trial of it can be opened
     */
    public TrainedModel best(String model) throws IOException {
        Map<Long, Predictions> validation = predictions(row(model), SplitName.VALIDATION);
        Map.Entry<Long, Predictions> any = validation.entrySet().iterator().next();
        Selection selection;
        try (TrainedModel one = model(model, any.getKey())) {
            selection = Selection.ofPredictions(one.settings().training().select(), samples(any.getValue()));
        }
        long best = validation.entrySet().stream()
                .min(Comparator.comparingDouble(seed -> selection.error(seed.getValue())))
                .orElseThrow()
                .getKey();
        return model(model, best);
    }

    private static LabeledSamples samples(Predictions predictions) {
        return new LabeledSamples() {
            @Override
            public List<String> ids() {
                return predictions.ids();
            }

            @Override
            public List<Double> labels() {
                return predictions.labels();
            }
        };
    }

    private Path place(String model, long seed) {
        return folder.resolve(model).resolve("seed-" + seed);
    }
}

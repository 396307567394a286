package org.derl.bench.robustness;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.metric.MetricFamily;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.trial.TrainedModel;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialResult;
import org.derl.bench.trial.TrialSamples;
import org.derl.config.Names;
import org.derl.data.SplitName;
import org.derl.data.corruption.Corruption.Form;
import org.derl.data.corruption.CorruptionProtocol;
import org.derl.eval.Predictions;
import org.derl.tensor.Compute;
import org.jspecify.annotations.Nullable;

/** Predicts corrupted inputs with the trained trials of a comparison. Nothing is trained. */
public final class RobustnessRun {

    private final Path folder;
    private final StoredComparison comparison;
    private final Configuration configuration;
    private final How how;
    private final Map<List<Object>, CorruptedInputs> loaded = new HashMap<>();
    /** In an order that threads do not change. */
    private final Set<String> notes = new ConcurrentSkipListSet<>();

    /**
     * What is asked for.
     *
     * @param protocol whose masks and rates are used
     * @param form what corruption does
     * @param split that is predicted
     * @param workers how many trials predict at a time, a thread each
     */
    public record How(CorruptionProtocol protocol, Form form, SplitName split, int workers) {

        /** Refuses what LNLN does not do. */
        public How {
            if (workers < 1) {
                throw new IllegalArgumentException("--workers must be positive");
            }
            if (protocol == CorruptionProtocol.LNLN && form != Form.MISSING_STEPS) {
                throw new IllegalArgumentException("protocol lnln loses steps, and nothing else; leave --form out");
            }
        }

        /** All that can be asked for, in an order that stays. */
        static List<How> all() {
            List<How> all = new ArrayList<>();
            for (SplitName split : List.of(SplitName.TEST, SplitName.VALIDATION)) {
                for (Form form : Form.values()) {
                    all.add(new How(CorruptionProtocol.DERL, form, split, 1));
                }
                all.add(new How(CorruptionProtocol.LNLN, Form.MISSING_STEPS, split, 1));
            }
            return all;
        }

        /** The options of {@code derl robustness} that ask for it. */
        String options() {
            return (form == Form.MISSING_STEPS ? "" : " --form " + Names.kebab(form.name()))
                    + (protocol == CorruptionProtocol.DERL ? "" : " --protocol " + Names.kebab(protocol.name()))
                    + " --split " + Names.kebab(split.name());
        }

        /** What names of files begin with, such as {@code robustness-lnln-validation}. */
        String fileName() {
            return "robustness"
                    + (protocol == CorruptionProtocol.DERL ? "" : "-" + Names.kebab(protocol.name()))
                    + (form == Form.MISSING_STEPS ? "" : "-" + Names.kebab(form.name()))
                    + (split == SplitName.TEST ? "" : "-" + Names.kebab(split.name()));
        }
    }

    /** Of a comparison that has come to its end. */
    public RobustnessRun(Path folder, StoredComparison comparison, Configuration configuration, How how) {
        this.folder = folder;
        this.comparison = comparison;
        this.configuration = configuration;
        this.how = how;
    }

    /**
     * Predicts.
     *
     * @param models whose trials are evaluated; none for all of the comparison
     * @param told hears which trial is under way
     * @throws IllegalArgumentException when the comparison has no such model; the message says which are there
     * @throws IOException when a trial or the data set is missing, damaged, or another
     */
    public Robustness run(List<String> models, Consumer<String> told) throws IOException, InterruptedException {
        List<ComparedSystem> systems = chosen(models);
        Map<ComparedSystem, SortedMap<Long, Future<Map<LostPart, List<Predictions>>>>> running = new LinkedHashMap<>();
        List<RobustnessCurve> curves = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(how.workers());
        try {
            systems.forEach(system -> running.put(system, started(system, threads, told)));
            for (ComparedSystem system : systems) {
                curves.addAll(curves(system, Objects.requireNonNull(running.get(system))));
            }
        } finally {
            threads.shutdownNow();
        }
        Map<String, Map<Long, String>> trials = new LinkedHashMap<>();
        systems.stream()
                .filter(system -> !system.trials().isEmpty())
                .forEach(system -> trials.put(system.name(), system.trials()));
        return new Robustness(
                comparison.data().title(),
                how,
                metrics(comparison),
                curves,
                trials,
                RobustnessNotes.of(how, notes, systems).stream()
                        .map(note ->
                                note.replace(folder + folder.getFileSystem().getSeparator(), ""))
                        .toList());
    }

    private SortedMap<Long, Future<Map<LostPart, List<Predictions>>>> started(
            ComparedSystem system, ExecutorService threads, Consumer<String> told) {
        SortedMap<Long, Future<Map<LostPart, List<Predictions>>>> seeds = new TreeMap<>();
        for (long seed : system.trials().keySet()) {
            TrialFolder trial = new TrialFolder(folder.resolve(system.name()).resolve("seed-" + seed));
            seeds.put(seed, threads.submit(() -> {
                told.accept(system.name() + " (seed " + seed + ")");
                return predict(trial);
            }));
        }
        return seeds;
    }

    private List<RobustnessCurve> curves(
            ComparedSystem system, SortedMap<Long, Future<Map<LostPart, List<Predictions>>>> seeds)
            throws IOException, InterruptedException {
        Map<LostPart, SortedMap<Long, List<Predictions>>> predictions = new LinkedHashMap<>();
        for (Map.Entry<Long, Future<Map<LostPart, List<Predictions>>>> seed : seeds.entrySet()) {
            result(seed.getValue()).forEach((part, own) -> predictions
                    .computeIfAbsent(part, any -> new TreeMap<>())
                    .put(seed.getKey(), own));
        }
        List<RobustnessCurve> curves = new ArrayList<>();
        String counted = system.counted(comparison.split());
        List<NamedMetric> metrics = metrics(comparison);
        predictions.forEach((part, own) ->
                curves.add(RobustnessCurve.of(system.name(), system.title(), counted, part, own, metrics)));
        return curves;
    }

    private static <T> T result(Future<T> running) throws IOException, InterruptedException {
        try {
            return running.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException missing) {
                throw missing;
            }
            throw new CompletionException(e.getCause());
        }
    }

    /** Of all of the comparison, also those without a finished trial: what failed is told of. */
    private List<ComparedSystem> chosen(List<String> models) {
        List<ComparedSystem> trained = new ArrayList<>(comparison.systems(folder));
        trained.removeIf(system -> !system.isTrained());
        Map<String, ComparedSystem> byName = new LinkedHashMap<>();
        trained.stream()
                .filter(system -> !system.trials().isEmpty())
                .forEach(system -> byName.put(system.name(), system));
        if (byName.isEmpty()) {
            throw new IllegalArgumentException(folder + " holds no finished trial of a model");
        }
        for (String model : models) {
            if (!byName.containsKey(model)) {
                throw new IllegalArgumentException(folder + " holds no trial of " + model + ", but of "
                        + String.join(", ", byName.keySet())
                        + Names.nearest(model, byName.keySet())
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; derl compare trains it, with --models and --out"));
            }
        }
        return models.isEmpty()
                ? trained
                : models.stream()
                        .map(model -> Objects.requireNonNull(byName.get(model)))
                        .toList();
    }

    /** Mean absolute error, and accuracies of two classes. */
    static List<NamedMetric> metrics(StoredComparison comparison) {
        return MetricFamily.metricsOf(comparison.data().task()).stream()
                .filter(metric -> metric.key().equals("mae") || metric.key().startsWith("acc-2"))
                .toList();
    }

    private Map<LostPart, List<Predictions>> predict(TrialFolder trial) throws IOException {
        TrialResult result = trial.read();
        Trial asked = trial.readRequest();
        Device device = Compute.device(asked.device());
        CorruptedInputs inputs = inputs(asked);
        Predictions stored = how.split() == SplitName.TEST ? result.test() : result.validation();
        TrialSamples.check(stored, inputs.clean(), asked.dataSet(), trial.path());
        if (!inputs.checksum().equals(result.facts().provenance().getOrDefault("data", inputs.checksum()))) {
            notes.add(
                    "The data set is not to the last number and note what models were trained on: its files, or the build"
                            + " that reads them, have changed since.");
        }
        try (TrainedModel model = TrainedModel.open(trial.path(), getClass().getClassLoader(), device)) {
            Predictions clean = model.predict(inputs.clean());
            compareToStored(asked, stored, clean);
            Map<LostPart, List<Predictions>> all = new LinkedHashMap<>();
            for (LostPart part : inputs.parts()) {
                all.put(part, curve(model, inputs, part, clean));
            }
            return all;
        }
    }

    /** A model that says the same where most is lost as where nothing is does not read that. */
    private List<Predictions> curve(TrainedModel model, CorruptedInputs inputs, LostPart part, Predictions clean) {
        List<Double> rates = how.protocol().rates();
        Predictions last = model.predict(inputs.at(rates.get(rates.size() - 1), part));
        if (last.equals(clean)) {
            return Collections.nCopies(rates.size(), clean);
        }
        List<Predictions> curve = new ArrayList<>(List.of(clean));
        for (double rate : rates.subList(1, rates.size() - 1)) {
            curve.add(model.predict(inputs.at(rate, part)));
        }
        curve.add(last);
        return curve;
    }

    private void compareToStored(Trial trial, @Nullable Predictions stored, Predictions clean) {
        if (stored != null && !stored.predictions().equals(clean.predictions())) {
            double most = 0;
            for (int row = 0; row < clean.size(); row++) {
                most = Math.max(
                        most,
                        Math.abs(stored.predictions().get(row)
                                - clean.predictions().get(row)));
            }
            notes.add("Where nothing is lost, predictions differ from those of the comparison by up to " + (float) most
                    + " (" + trial.label()
                    + "): they were computed from other data, or by another processor, device, build or kernels.");
        }
    }

    private synchronized CorruptedInputs inputs(Trial trial) throws IOException {
        List<Object> key = List.of(trial.dataSet(), trial.textEncoder(), trial.overrides());
        CorruptedInputs known = loaded.get(key);
        if (known == null) {
            known = CorruptedInputs.of(trial, configuration, how, folder, notes);
            loaded.put(key, known);
        }
        return known;
    }
}

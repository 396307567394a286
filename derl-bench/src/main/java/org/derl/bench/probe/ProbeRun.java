package org.derl.bench.probe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.statistics.Resampling;
import org.derl.bench.trial.DataContents;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialResult;
import org.derl.bench.trial.TrialSamples;
import org.derl.config.Names;
import org.derl.data.DataSet;
import org.derl.data.Split;
import org.derl.data.SplitName;
import org.derl.eval.Predictions;

/** Looks through the trained trials of one model of a comparison. Nothing is trained. */
public final class ProbeRun {

    /** The control that reads text alone. */
    public static final String TEXT_ONLY = "text-only";

    private static final String OPENER = "derl probe";

    private final Path folder;
    private final StoredComparison comparison;
    private final Configuration configuration;
    private final SplitName split;
    private final int workers;
    private final List<String> notes = new ArrayList<>();

    /**
     * Of a comparison that has come to its end.
     *
     * @param split by which modalities and parts are looked at
     * @param workers how many trials are at a time, a thread each
     */
    public ProbeRun(
            Path folder, StoredComparison comparison, Configuration configuration, SplitName split, int workers) {
        this.folder = folder;
        this.comparison = comparison;
        this.configuration = configuration;
        this.split = split;
        this.workers = workers;
    }

    /**
     * Looks through a model.
     *
     * @param told hears what is under way
     * @throws IllegalArgumentException when the comparison has no finished trial of it
     * @throws IOException when a trial or the data set is missing, damaged, or another
     */
    public ProbeReport run(String model, Consumer<String> told) throws IOException, InterruptedException {
        List<ComparedSystem> systems = comparison.systems(folder);
        ComparedSystem system = chosen(model, systems);
        TrialFolder first = trial(
                model, system.trials().keySet().stream().sorted().findFirst().orElseThrow());
        Trial asked = first.readRequest();
        DataSet data =
                configuration.with(asked.overrides()).make(DataSets.class).load(asked.dataSet(), asked.textEncoder());
        Split test = data.test().open(OPENER, 0);
        Split looked = split == SplitName.TEST ? test : data.validation();
        check(first, data);
        told.accept("features of " + data.name() + ": do they know their labels?");
        List<ProbeSection> sections = new ArrayList<>(List.of(LeakSection.of(data, test)));
        List<String> left = new ArrayList<>();
        SortedMap<Long, SeedFacts> seeds = seeds(system, ProbedInputs.of(data, looked, left::add), told);
        Resampling resampling = resampling(split);
        sections.add(UseSection.of(system.title(), seeds.values(), resampling, left));
        sections.add(PartSection.of(system.title(), seeds.values(), resampling));
        sections.add(ControlSection.of(system, TEXT_ONLY, systems, comparison.split(), resampling(comparison.split())));
        sections.add(SplitSection.of(system, TEXT_ONLY, systems, comparison.data()));
        notes.addAll(comparison.data().notes());
        return new ProbeReport(
                comparison.data().title(),
                split == SplitName.TEST ? system.testedBy(all(seeds)) : system,
                split,
                seeds.size(),
                sections,
                notes);
    }

    private static ComparedSystem chosen(String model, List<ComparedSystem> systems) {
        Map<String, ComparedSystem> trained = new LinkedHashMap<>();
        systems.stream()
                .filter(system -> system.isTrained() && !system.trials().isEmpty())
                .forEach(system -> trained.put(system.name(), system));
        ComparedSystem system = trained.get(model);
        if (system == null) {
            throw new IllegalArgumentException("there is no finished trial of " + model + ", but of "
                    + (trained.isEmpty() ? "no model" : String.join(", ", trained.keySet()))
                    + Names.nearest(model, trained.keySet())
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("; name the data set by --data, and it is trained"));
        }
        return system;
    }

    private TrialFolder trial(String model, long seed) {
        return new TrialFolder(folder.resolve(model).resolve("seed-" + seed));
    }

    private void check(TrialFolder trial, DataSet data) throws IOException {
        TrialResult result = trial.read();
        TrialSamples.check(result.validation(), data.validation(), data.name(), trial.path());
        TrialSamples.check(result.test(), data.test(), data.name(), trial.path());
        String contents = DataContents.of(data);
        if (!contents.equals(result.facts().provenance().getOrDefault("data", contents))) {
            notes.add("The data set is not to the last number and note what models were trained on: its files, or the"
                    + " build that reads them, have changed since.");
        }
    }

    private Resampling resampling(SplitName of) {
        return (of == SplitName.TEST
                        ? comparison.data().test()
                        : comparison.data().validation())
                .resampling();
    }

    private SortedMap<Long, SeedFacts> seeds(ComparedSystem system, ProbedInputs inputs, Consumer<String> told)
            throws IOException, InterruptedException {
        SortedMap<Long, Future<SeedFacts>> running = new TreeMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            system.trials()
                    .keySet()
                    .forEach(seed -> running.put(seed, threads.submit(() -> {
                        told.accept(system.name() + " (seed " + seed + "): its modalities and parts");
                        return SeedFacts.of(
                                trial(system.name(), seed), inputs, getClass().getClassLoader());
                    })));
            SortedMap<Long, SeedFacts> seeds = new TreeMap<>();
            for (Map.Entry<Long, Future<SeedFacts>> each : running.entrySet()) {
                seeds.put(each.getKey(), each.getValue().get());
            }
            return seeds;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException missing) {
                throw missing;
            }
            throw new CompletionException(Objects.requireNonNull(e.getCause()));
        } finally {
            threads.shutdownNow();
        }
    }

    /** All that trials were let predict. */
    private static List<Predictions> all(SortedMap<Long, SeedFacts> seeds) {
        return seeds.values().stream()
                .flatMap(seed -> Stream.of(
                                List.of(Optional.of(seed.clean())),
                                seed.dropped().values(),
                                seed.shuffled().values(),
                                seed.parts().values().stream()
                                        .map(PartFacts::replaced)
                                        .toList())
                        .flatMap(Collection::stream))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }
}

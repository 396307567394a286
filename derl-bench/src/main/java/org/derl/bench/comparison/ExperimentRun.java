package org.derl.bench.comparison;

import com.google.inject.Injector;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.TextEncoderSettings;
import org.derl.bench.configuration.TextEncoders;
import org.derl.bench.trial.Code;
import org.derl.bench.trial.DataContents;
import org.derl.bench.trial.ExperimentData;
import org.derl.bench.trial.ModelNotes;
import org.derl.bench.trial.Provenance;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFailedException;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialResult;
import org.derl.bench.trial.TrialRunner;
import org.derl.bench.trial.TrialSettings;
import org.derl.config.Catalog;
import org.derl.config.ConfigBinder;
import org.derl.data.DataSet;
import org.derl.io.Directories;
import org.derl.io.Reason;
import org.derl.model.FusionModel;
import org.derl.tensor.Compute;

/** Runs an experiment: all settings are checked first, then all trials run, as many at a time as there are workers. */
public final class ExperimentRun {

    /** How long trials may take to notice that they are to end. */
    private static final long SECONDS_TO_END = 10;

    /** An absolute path, up to the name of its file. */
    private static final String FOLDERS = "(?<![^\\s('\"])([A-Za-z]:)?[/\\\\](?=\\S)([^\\s/\\\\:;,'\"]+[/\\\\])*";

    private final Experiment experiment;
    private final Models allModels;
    private final DataSets dataSets;
    private final TextEncoders textEncoders;
    private final ExperimentData loaded;
    private final DataSet data;
    private final Map<String, ModelSettings> models = new LinkedHashMap<>();
    private final Map<String, List<String>> notes = new LinkedHashMap<>();
    private final Map<String, Provenance> provenances = new HashMap<>();
    private final Map<String, String> contents = new HashMap<>();
    private final Code code;

    /**
     * Loads the data and checks all settings.
     *
     * @throws IOException when data is missing or damaged; the message says what to put where
     * @throws org.derl.config.InvalidConfigException with every mistake in the settings of all models
     * @throws IllegalArgumentException when there is no such model, data set, text encoder or device, or no portable
     *     kernels where they are asked for
     */
    public ExperimentRun(ClassLoader loader, Experiment experiment) throws IOException {
        this(Configuration.of(loader), experiment);
    }

    /**
     * The same with plugins, defaults and directories of a configuration; the settings over these are the experiment's.
     *
     * @throws IOException as above
     */
    public ExperimentRun(Configuration configuration, Experiment experiment) throws IOException {
        this(configuration.with(experiment.overrides()).injector(), experiment);
    }

    /** Prepares experiments by one injector, which was made of their settings. */
    public static final class Factory {

        private final Injector injector;

        @Inject
        Factory(Injector injector) {
            this.injector = injector;
        }

        /**
         * The run of an experiment.
         *
         * @throws IOException when data is missing or damaged; the message says what to put where
         */
        public ExperimentRun of(Experiment experiment) throws IOException {
            return new ExperimentRun(injector, experiment);
        }
    }

    private ExperimentRun(Injector injector, Experiment experiment) throws IOException {
        this.experiment = experiment;
        Compute.prepareThread();
        experiment.kernels().requireOn(Compute.device(experiment.device()));
        allModels = injector.getInstance(Models.class);
        dataSets = injector.getInstance(DataSets.class);
        textEncoders = injector.getInstance(TextEncoders.class);
        code = new Code(injector.getInstance(Catalog.class));
        loaded = new ExperimentData(
                dataSets,
                textEncoders,
                injector.getInstance(Directories.class),
                experiment.dataSet(),
                experiment.textEncoder());
        data = load(experiment.textEncoder()).data();
        List<Runnable> checks = new ArrayList<>();
        for (String name : experiment.models()) {
            checks.add(() -> models.put(name, checked(name)));
        }
        try {
            ConfigBinder.together(checks);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Also finds out what trials of it are to follow from: the data and the code that are there as all begins. */
    private ModelSettings checked(String name) {
        ModelSettings settings = allModels.settings(name, List.of(data.family(), data.name()));
        String textEncoder = loaded.before(settings);
        ExperimentData.Loaded own = dataFor(textEncoder);
        TextEncoderSettings encoder = textEncoders.settings(textEncoder);
        try (FusionModel<?> model = settings.build(encoder, own.data().schema())) {
            notes.put(
                    name,
                    ModelNotes.of(allModels, textEncoders, name, settings.with(encoder), model, own, textEncoder));
            String found = contents.computeIfAbsent(textEncoder, unknown -> DataContents.of(own.data()));
            Trial first = experiment.trial(name, textEncoder, experiment.seeds().get(0));
            provenances.put(
                    name,
                    Provenance.of(
                            TrialSettings.of(allModels, dataSets, textEncoders, first, own.data()),
                            model,
                            found,
                            code));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }

    private Provenance provenance(Trial trial) {
        return Objects.requireNonNull(provenances.get(trial.model())).ofSeed(trial.seed());
    }

    /** Features of texts are extracted in this process. */
    private ExperimentData.Loaded load(String textEncoder) throws IOException {
        dataSets.settings(experiment.dataSet(), textEncoder); // says first of all whether they go together
        if (textEncoders.settings(textEncoder).extractor() != null) {
            experiment.kernels().requireHere();
        }
        return loaded.data(textEncoder);
    }

    private ExperimentData.Loaded dataFor(String textEncoder) {
        try {
            return load(textEncoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the models before which another text encoder stands in for that of the experiment, with its name. */
    public Map<String, String> standIns() {
        Map<String, String> standIns = new LinkedHashMap<>();
        models.forEach((name, settings) -> standIns.put(name, loaded.before(settings)));
        standIns.values().removeIf(experiment.textEncoder()::equals);
        return standIns;
    }

    /** What a reader must be told of how models are set, by their names: a clause for each thing. */
    public Map<String, List<String>> notes() {
        return Collections.unmodifiableMap(notes);
    }

    private List<Trial> trials() {
        return experiment.trials(model -> loaded.before(Objects.requireNonNull(models.get(model))));
    }

    /** The data set, its transcripts prepared for the text encoder of the experiment. */
    public DataSet data() {
        return data;
    }

    /**
     * What an earlier run into the same folder has left.
     *
     * @throws IOException when files cannot be read
     */
    public EarlierTrials earlier() throws IOException {
        EarlierTrials earlier = EarlierTrials.none();
        for (Trial trial : trials()) {
            TrialFolder folder = experiment.folder(trial);
            folder.recover();
            if (folder.isComplete()) {
                DataSet own = dataFor(trial.textEncoder()).data();
                earlier.add(
                        folder,
                        TrialSettings.of(allModels, dataSets, textEncoders, trial, own),
                        provenance(trial),
                        own);
            } else if (folder.hasLostResult()) {
                earlier.anew().put(trial, "result.json is missing");
            }
        }
        return earlier;
    }

    /** Runs all trials, whatever is there; see {@link #run(Map, TrialRunner, int, ExperimentListener)}. */
    public List<ComparedSystem> run(TrialRunner runner, int workers, ExperimentListener listener)
            throws InterruptedException {
        return run(Map.of(), runner, workers, listener);
    }

    /**
     * Runs all trials but those whose results are there.
     *
     * @param finished the results that are there
     * @param workers how many at a time
     * @return the controls, then the models in the order of the experiment
     * @throws InterruptedException when the calling thread is asked to stop; trials that run are ended
     */
    public List<ComparedSystem> run(
            Map<Trial, TrialResult> finished, TrialRunner runner, int workers, ExperimentListener listener)
            throws InterruptedException {
        List<ComparedSystem> systems =
                new ArrayList<>(new Controls(data, experiment.textEncoder(), experiment.split()).systems());
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try {
            Map<Trial, Future<Result>> futures = new LinkedHashMap<>();
            for (Trial trial : trials()) {
                TrialResult there = finished.get(trial);
                futures.put(
                        trial,
                        there == null
                                ? pool.submit(() -> run(runner, trial, listener))
                                : CompletableFuture.completedFuture(new Result.Given(there)));
            }
            Map<Trial, Result> results = new LinkedHashMap<>();
            for (Map.Entry<Trial, Future<Result>> entry : futures.entrySet()) {
                results.put(entry.getKey(), get(entry.getValue()));
            }
            models.forEach((model, settings) -> systems.add(system(model, settings, results)));
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
        }
        return systems;
    }

    /** What came of a trial: a result, or the reason why there is none. */
    private sealed interface Result {
        record Given(TrialResult result) implements Result {}

        record Failed(String reason) implements Result {}
    }

    private Result run(TrialRunner runner, Trial trial, ExperimentListener listener) throws InterruptedException {
        TrialFolder folder = experiment.folder(trial).unfinished();
        try {
            folder.writeRequest(trial, provenance(trial));
            runner.run(trial, folder, listener.started(trial));
            TrialResult result = folder.read();
            Optional<String> changes = new Provenance(result.facts().provenance()).changesSince(provenance(trial));
            if (changes.isPresent()) {
                throw new TrialFailedException(changes.get());
            }
            folder.replace(experiment.folder(trial));
            listener.finished(trial, result);
            return new Result.Given(result);
        } catch (TrialFailedException | IOException e) {
            String reason = trial.label() + ": " + Reason.of(e, folder.path());
            listener.failed(trial, reason);
            return new Result.Failed(forReaders(reason));
        }
    }

    /** Tables go to others, whom the folders of this machine concern nothing: files are named from the experiment's on. */
    private String forReaders(String reason) {
        return reason.replace(experiment.folder() + File.separator, "").replaceAll(FOLDERS, "");
    }

    private static Result get(Future<Result> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException();
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private ComparedSystem system(String model, ModelSettings settings, Map<Trial, Result> all) {
        Map<Long, TrialResult> results = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        all.forEach((trial, result) -> {
            if (trial.model().equals(model)) {
                if (result instanceof Result.Given given) {
                    results.put(trial.seed(), given.result());
                } else if (result instanceof Result.Failed failed) {
                    failures.add(failed.reason());
                }
            }
        });
        return ComparedSystem.of(model, settings.title(), loaded.before(settings), results, failures);
    }
}

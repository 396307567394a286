package org.derl.bench.comparison;

import com.google.inject.Injector;
import com.typesafe.config.Config;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.derl.bench.claim.ClaimWatch;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.TextEncoderSettings;
import org.derl.bench.configuration.TextEncoders;
import org.derl.bench.configuration.TrainingRecipe;
import org.derl.bench.executor.TrialExecutor;
import org.derl.bench.executor.TrialListener;
import org.derl.bench.executor.TrialListeners;
import org.derl.bench.search.SearchSpace;
import org.derl.bench.search.Searches;
import org.derl.bench.search.SettingsSearch;
import org.derl.bench.train.Selection;
import org.derl.bench.trial.Code;
import org.derl.bench.trial.DataContents;
import org.derl.bench.trial.ExperimentData;
import org.derl.bench.trial.ModelNotes;
import org.derl.bench.trial.Provenance;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialResult;
import org.derl.bench.trial.TrialSettings;
import org.derl.config.Catalog;
import org.derl.config.ConfigBinder;
import org.derl.data.DataSet;
import org.derl.io.Directories;
import org.derl.model.FusionModel;
import org.derl.tensor.Compute;
import org.jspecify.annotations.Nullable;

/** Runs an experiment: all settings are checked first, then all trials run, wherever its executor runs them. */
public final class ExperimentRun {

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
    private final TrialListeners listeners;
    private final ConfigBinder binder;
    private @Nullable Path paused;
    private boolean outOfMemory;

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
        experiment.kernels().requireOn(Compute.device(experiment.device()));
        allModels = injector.getInstance(Models.class);
        dataSets = injector.getInstance(DataSets.class);
        textEncoders = injector.getInstance(TextEncoders.class);
        binder = injector.getInstance(ConfigBinder.class);
        listeners = new TrialListeners(injector.getInstance(Configuration.class), binder);
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
        List<String> on = on();
        String textEncoder = loaded.before(allModels.settings(name, on));
        ModelSettings settings = allModels.settings(name, on, textEncoder);
        ExperimentData.Loaded own = dataFor(textEncoder);
        TextEncoderSettings encoder = textEncoders.settings(textEncoder);
        try (FusionModel<?> model = settings.build(encoder, own.data().schema())) {
            checkSelection(name, settings, model, own.data());
            notes.put(name, ModelNotes.of(allModels, textEncoders, name, settings, model, own, textEncoder));
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

    private static void checkSelection(String name, ModelSettings settings, FusionModel<?> model, DataSet data) {
        try {
            Selection.check(settings.training(), model, data.training());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
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

    /** The recipe by which all models are trained; null where that makes no difference. */
    public @Nullable TrainingRecipe recipe() {
        return allModels.recipe(models.values().stream().map(loaded::before).toList());
    }

    /** What a reader must be told of how models are set, by their names: a clause for each thing. */
    public Map<String, List<String>> notes() {
        return Collections.unmodifiableMap(notes);
    }

    /** By which searches settings of the models were found, as far as files say so. */
    public Searches searches() {
        Map<String, String> before = new LinkedHashMap<>();
        Map<String, SettingsSearch> searches = new LinkedHashMap<>();
        Map<String, String> given = new LinkedHashMap<>();
        models.forEach((name, settings) -> {
            before.put(name, loaded.before(settings));
            Config searched = allModels.searched(name, on());
            if (!searched.isEmpty()) {
                SettingsSearch search = SettingsSearch.of(searched, binder);
                searches.put(name, search);
                given.put(name, SettingsSearch.checksum(experiment.given(search.model()), settings));
            }
        });
        return new Searches(experiment.dataSet(), recipeInWords(), before, searches, given);
    }

    /** The name of the recipe by which all models are trained, that of equal rates where it makes no difference. */
    public String recipeInWords() {
        return String.valueOf(Objects.requireNonNullElse(recipe(), TrainingRecipe.EQUAL));
    }

    /** What is set of a model over the settings of jars. */
    public Config given(String model) {
        return experiment.given(model);
    }

    /** The settings by which a model of the experiment trains. */
    public ModelSettings settings(String model) {
        return Objects.requireNonNull(models.get(model), model);
    }

    /**
     * What a search of a model's settings draws from.
     *
     * @throws org.derl.config.InvalidConfigException with every mistake in what its files say of that
     */
    public SearchSpace space(String model) {
        return SearchSpace.of(model, allModels.space(model, on(), textEncoder(model)));
    }

    /** The name of the text encoder before a model of the experiment. */
    public String textEncoder(String model) {
        return loaded.before(settings(model));
    }

    /** The checksum of the data set's contents, its transcripts prepared for the text encoder of the experiment. */
    public String contents() {
        return contents.computeIfAbsent(experiment.textEncoder(), unknown -> DataContents.of(data));
    }

    private List<String> on() {
        return List.of(data.family(), data.name());
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
            collect(folder, provenance(trial));
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

    /** Takes over what has come to its end while nobody waited for it. */
    private static void collect(TrialFolder folder, Provenance expected) throws IOException {
        TrialFolder unfinished = folder.unfinished();
        if (unfinished.isComplete() && new ClaimWatch(unfinished.claim()).isFree()) {
            try {
                Map<String, String> things = unfinished.read().facts().provenance();
                if (new Provenance(things).changesSince(expected).isEmpty()) {
                    unfinished.clearTraces();
                    unfinished.replace(folder);
                }
            } catch (IOException e) {
                // it is damaged, and will be run anew
            }
        }
    }

    /** Runs all trials, whatever is there; see {@link #run(Map, TrialExecutor, TrialListener)}. */
    public List<ComparedSystem> run(TrialExecutor executor, TrialListener listener) throws InterruptedException {
        return run(Map.of(), executor, listener);
    }

    /**
     * Runs all trials but those whose results are there.
     *
     * @param finished the results that are there
     * @param executor runs them; whoever gives it closes it
     * @return the controls, then the models in the order of the experiment
     * @throws InterruptedException when the calling thread is asked to stop
     */
    public List<ComparedSystem> run(Map<Trial, TrialResult> finished, TrialExecutor executor, TrialListener listener)
            throws InterruptedException {
        List<ComparedSystem> trained = runModels(finished, executor, listener);
        List<ComparedSystem> systems =
                new ArrayList<>(new Controls(data, experiment.textEncoder(), experiment.split()).systems());
        systems.addAll(trained);
        return systems;
    }

    /** Lets trials go on where those of the same names and seeds have paused, in another folder. */
    public void goOnFrom(Path folder) {
        paused = folder;
    }

    /** The same as {@link #run(Map, TrialExecutor, TrialListener)}, without controls. */
    public List<ComparedSystem> runModels(
            Map<Trial, TrialResult> finished, TrialExecutor executor, TrialListener listener)
            throws InterruptedException {
        Map<Trial, RunningTrials.Result> results = new LinkedHashMap<>();
        Map<Trial, RunningTrials.Result> ran;
        try (TrialListeners.All all = listeners.with(listener, experiment.folder())) {
            RunningTrials running = submit(finished, executor, all);
            ran = running.await(executor);
            outOfMemory |= running.ranOutOfMemory();
        }
        for (Trial trial : trials()) {
            TrialResult there = finished.get(trial);
            results.put(
                    trial,
                    there == null ? Objects.requireNonNull(ran.get(trial)) : new RunningTrials.Result.Given(there));
        }
        List<ComparedSystem> systems = new ArrayList<>();
        models.forEach((model, settings) -> systems.add(system(model, settings, results)));
        return systems;
    }

    /** Whether memory was wanting in any trial. */
    public boolean ranOutOfMemory() {
        return outOfMemory;
    }

    /**
     * Hands over all trials but those whose results are there, without waiting for them.
     *
     * @param executor one that goes on alone
     */
    public void submitOnly(Map<Trial, TrialResult> finished, TrialExecutor executor, TrialListener listener)
            throws InterruptedException {
        try (TrialListeners.All all = listeners.with(listener, experiment.folder())) {
            submit(finished, executor, all);
        }
    }

    private RunningTrials submit(Map<Trial, TrialResult> finished, TrialExecutor executor, TrialListeners.All all)
            throws InterruptedException {
        RunningTrials running = new RunningTrials(experiment, this::provenance, all);
        List<Trial> trials = new ArrayList<>(trials());
        trials.removeAll(finished.keySet());
        running.submit(trials, paused, executor);
        return running;
    }

    private ComparedSystem system(String model, ModelSettings settings, Map<Trial, RunningTrials.Result> all) {
        Map<Long, TrialResult> results = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        all.forEach((trial, result) -> {
            if (trial.model().equals(model)) {
                if (result instanceof RunningTrials.Result.Given given) {
                    results.put(trial.seed(), given.result());
                } else if (result instanceof RunningTrials.Result.Failed failed) {
                    failures.add(failed.reason());
                }
            }
        });
        return ComparedSystem.of(model, settings.title(), loaded.before(settings), results, failures);
    }
}

package org.derl.bench;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.derl.bench.claim.FolderLock;
import org.derl.bench.compare.ComparisonDefaults;
import org.derl.bench.compare.ComparisonFiles;
import org.derl.bench.compare.OnEarlierTrials;
import org.derl.bench.compare.UsualComparison;
import org.derl.bench.comparison.ComparedData;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.comparison.EarlierTrials;
import org.derl.bench.comparison.Experiment;
import org.derl.bench.comparison.ExperimentRun;
import org.derl.bench.comparison.TestLooks;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.executor.Executors;
import org.derl.bench.executor.ThreadExecutor;
import org.derl.bench.executor.TrialExecutor;
import org.derl.bench.executor.TrialListener;
import org.derl.bench.executor.Workplace;
import org.derl.bench.sweep.Seeds;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.InProcess;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialResult;
import org.derl.config.Settings;
import org.derl.data.SplitName;
import org.derl.tensor.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * The description of a run, and the run itself: the same as {@code derl compare}, by the same code, into the same files.
 * What is not said is as the command has it.
 */
public final class DerlRun {

    private final List<String> models;
    private final List<Config> settings = new ArrayList<>();
    private @Nullable String dataSet;
    private @Nullable String textEncoder;
    private @Nullable Path folder;
    private List<Long> seeds = List.of();
    private int workers = Runtime.getRuntime().availableProcessors();
    private boolean here;
    private OnEarlierTrials onEarlier = OnEarlierTrials.REFUSE;
    private BiConsumer<Trial, Progress.Epoch> epochs = (trial, epoch) -> {};
    private Consumer<String> messages = message -> {};

    DerlRun(List<String> models) {
        if (models.isEmpty()) {
            throw new IllegalArgumentException("name at least one model to train, such as derl");
        }
        this.models = List.copyOf(models);
    }

    /** The data set; planted unless told. */
    public DerlRun on(String name) {
        dataSet = name;
        return this;
    }

    /** The text encoder; the data set's unless told. */
    public DerlRun textEncoder(String name) {
        textEncoder = name;
        return this;
    }

    /** One trial of each model from each of these seeds; as many as the command has, from 1, unless told. */
    public DerlRun seeds(long... all) {
        seeds = LongStream.of(all).boxed().toList();
        return this;
    }

    /**
     * A setting of each model that is trained.
     *
     * @param path such as {@code training.epochs}
     * @param value a number, a text, a boolean, or a list or map of such
     */
    public DerlRun set(String path, Object value) {
        models.forEach(model -> set(model, path, value));
        return this;
    }

    /**
     * A setting of one model, data set or text encoder.
     *
     * @param name whose
     * @throws IllegalArgumentException when the path or the value is none
     */
    public DerlRun set(String name, String path, Object value) {
        try {
            settings.add(ConfigFactory.empty()
                    .withValue(ConfigUtil.joinPath(name) + "." + path, ConfigValueFactory.fromAnyRef(value, "set")));
        } catch (ConfigException e) {
            throw new IllegalArgumentException(name + "." + path + " cannot be set: " + e.getMessage(), e);
        }
        return this;
    }

    /** Hears of each epoch of each trial, in the thread that waits in {@link #run}. */
    public DerlRun onEpoch(BiConsumer<Trial, Progress.Epoch> listener) {
        epochs = listener;
        return this;
    }

    /** Hears what the command would say beside its tables, a sentence at a time; nobody unless told. */
    public DerlRun onMessage(Consumer<String> listener) {
        messages = listener;
        return this;
    }

    /** How many trials run at a time; as many as there are processors unless told. */
    public DerlRun workers(int number) {
        workers = number;
        return this;
    }

    /**
     * Trains in this process, not in processes of its own: with the kernels of this process, and where a fault of native
     * code ends it. That is also done, and said, where the class path of this process does not hold DERL, as in a notebook.
     */
    public DerlRun here() {
        here = true;
        return this;
    }

    /** What becomes of trials in the folder that were made with something else; the run is refused unless told. */
    public DerlRun onEarlierTrials(OnEarlierTrials what) {
        onEarlier = what;
        return this;
    }

    /** The folder of all files; {@code runs/DATA} unless told. A second run keeps what would come out the same again. */
    public DerlRun into(Path where) {
        folder = where;
        return this;
    }

    /**
     * Trains what is not there yet, and writes tables and page.
     *
     * @throws IOException when data is missing or damaged, or the folder cannot be written to
     * @throws org.derl.config.InvalidConfigException with every mistake in the settings
     * @throws IllegalArgumentException when there is no such model, data set or text encoder, or the folder holds trials
     *     that were made with something else
     * @throws InterruptedException when the thread is asked to stop; a later run goes on from the checkpoints
     */
    public DerlResults run() throws IOException, InterruptedException {
        Configuration configuration =
                Configuration.of(Derl.class.getClassLoader()).with(Settings.layer(settings));
        UsualComparison usual = configuration.make(UsualComparison.class);
        ComparisonDefaults defaults = usual.of(null, dataSet, models, List.of(), false);
        boolean inside = here || !startsProcesses();
        Experiment experiment = experiment(configuration, usual, defaults, inside);
        ExperimentRun run = new ExperimentRun(configuration, experiment);
        List<String> departures = usual.departures(defaults, run.data(), experiment.textEncoder());
        try (FolderLock lock = FolderLock.of(experiment.folder(), messages)) {
            EarlierTrials earlier = run.earlier();
            refuseOthers(earlier, lock.folder());
            TestLooks looks = TestLooks.of(lock.folder(), Clock.systemUTC());
            Map<Trial, TrialResult> finished = onEarlier.finished(earlier);
            List<ComparedSystem> systems;
            try (TrialExecutor executor = executor(configuration, experiment, inside)) {
                systems = run.run(finished, executor, listener());
            }
            List<String> remarks = new ArrayList<>(onEarlier.remarks(earlier));
            if (experiment.split() == SplitName.TEST) {
                remarks.add(looks.add(systems));
            }
            String title = configuration
                    .make(DataSets.class)
                    .settings(experiment.dataSet(), experiment.textEncoder())
                    .title();
            ComparedData data = ComparedData.of(title, run.data())
                    .and(departures)
                    .by(run.recipe())
                    .telling(defaults.equality())
                    .with(run.searches());
            ComparisonFiles files =
                    ComparisonFiles.of(experiment, data, systems, defaults.tableMetrics(), remarks, null);
            files.write().forEach(messages);
            return new DerlResults(experiment.folder(), experiment.split(), systems, files.tables());
        }
    }

    private void refuseOthers(EarlierTrials earlier, Path where) {
        try {
            onEarlier.check(earlier, where);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    e.getMessage() + "; in a program: onEarlierTrials(KEEP), onEarlierTrials(AGAIN), into(DIR)", e);
        }
    }

    private Experiment experiment(
            Configuration configuration, UsualComparison usual, ComparisonDefaults defaults, boolean inside) {
        return new Experiment(
                defaults.dataSet(),
                textEncoder == null ? usual.textEncoder(defaults) : textEncoder,
                models,
                models.get(0),
                seeds.isEmpty() ? Seeds.of(defaults.seeds()).all() : seeds,
                "auto",
                inside ? Kernels.ofThisProcess() : defaults.kernelsOn("auto", messages),
                SplitName.TEST,
                configuration.overrides(),
                folder == null ? Path.of("runs", defaults.dataSet()) : folder);
    }

    private TrialExecutor executor(Configuration configuration, Experiment experiment, boolean inside) {
        if (!inside) {
            return configuration
                    .make(Executors.class)
                    .executor(
                            "local", new Workplace(configuration, experiment.folder(), experiment.kernels(), workers));
        }
        if (!here) {
            messages.accept("the class path of this process does not hold DERL, so that trials run in this process, by "
                    + experiment.kernels() + " kernels");
        }
        return new ThreadExecutor(new InProcess(configuration), workers);
    }

    /** Whether processes that are started with the class path of this one find DERL there. */
    private static boolean startsProcesses() {
        CodeSource own = Derl.class.getProtectionDomain().getCodeSource();
        try {
            Path place = own == null
                    ? null
                    : Path.of(own.getLocation().toURI()).toAbsolutePath().normalize();
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                    .filter(entry -> !entry.isEmpty())
                    .anyMatch(
                            entry -> Path.of(entry).toAbsolutePath().normalize().equals(place));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private TrialListener listener() {
        return new TrialListener() {
            @Override
            public void finished(Trial trial, Progress.Epoch epoch) {
                epochs.accept(trial, epoch);
            }

            @Override
            public void said(Trial trial, String line) {
                messages.accept(trial.label() + ": " + line);
            }
        };
    }
}

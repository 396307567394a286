package org.derl.bench.cli.compare;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.derl.bench.claim.FolderLock;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.cli.command.Failure;
import org.derl.bench.cli.command.SweepOptions;
import org.derl.bench.cli.progress.Display;
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
import org.derl.bench.configuration.Experiments;
import org.derl.bench.configuration.TrainingRecipe;
import org.derl.bench.executor.Executors;
import org.derl.bench.executor.TrialExecutor;
import org.derl.bench.executor.Workplace;
import org.derl.bench.metric.TableMetrics;
import org.derl.bench.page.ComparisonPage;
import org.derl.bench.sweep.Seeds;
import org.derl.bench.text.Words;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialResult;
import org.derl.data.SplitName;
import org.derl.tensor.Kernels;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code derl compare}. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Trains models on a data set from several seeds and prints a table that compares them.",
        footer = {
            "",
            "Whatever is chosen, such as the epoch whose weights predict, is chosen on the",
            "validation split. All files of a comparison lie in one folder: the tables, and",
            "for each trial its settings, weights and predictions. A second run into the",
            "same folder keeps what would come out the same again, so that it goes on where",
            "one was interrupted, and trains the rest. Where finished trials were made with",
            "something else (settings, data, pretrained weights, a plugin, another build of",
            "DERL), it says with what and stops: --keep uses them as they are, --again trains",
            "them anew, --out names another folder. Trials whose files were damaged are",
            "trained anew. What the folder holds: docs/library.md."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All trials gave a result.",
            "1:Some trial failed; the table says which and why.",
            "2:An argument, a setting or a data file cannot be used; see the message.",
            "70:The memory does not suffice, of this process or of a trial's; DERL_HEAP gives more.",
            "130:Interrupted, as by Ctrl-C."
        })
public final class CompareCommand extends ConfiguredCommand {

    private static final String ALL = "all";

    @Parameters(
            arity = "0..1",
            paramLabel = "EXPERIMENT",
            description = "A comparison that is written down already, such as table-5; derl models lists them. "
                    + "The options below lie over what it says.")
    private @Nullable String experimentName;

    @Option(
            names = "--data",
            paramLabel = "NAME",
            description = "The data set (default: planted, which is built in, or that of the experiment).")
    private @Nullable String dataSet;

    @Option(
            names = "--models",
            split = ",",
            paramLabel = "NAME",
            description = "The models, in the order of the table; all: all but variants of another one "
                    + "(default: those of the README's table, or of the experiment or data set).")
    private List<String> models = new ArrayList<>();

    @Option(
            names = "--compare-to",
            paramLabel = "NAME",
            description = "The model that the others are compared with "
                    + "(default: derl, or that of the experiment or data set; the last where that is not compared).")
    private @Nullable String comparedTo;

    @Option(
            names = "--text-encoder",
            paramLabel = "NAME",
            description = "What text passes before a model sees it (default: the data set's).")
    private @Nullable String textEncoder;

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            description =
                    "How models train after a text encoder that is trained along: equal, as the text encoder says, the"
                            + " same before every model; or published, each as its own file and publication say (default: equal).")
    private @Nullable TrainingRecipe recipe;

    @Mixin
    private SweepOptions sweep;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many trials run at a time, one thread each (default: as many as processors).")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--executor",
            defaultValue = "local",
            paramLabel = "NAME",
            description = "Where trials run: local, in processes of this machine, or slurm, as jobs of a cluster"
                    + " (default: ${DEFAULT-VALUE}).")
    private String executor;

    @Option(
            names = "--submit-only",
            description = "Hand trials over to the executor and return; the same command later collects what is there.")
    private boolean submitOnly;

    @Option(names = "--device", defaultValue = "auto", description = "auto, cpu, gpu0 ... (default: ${DEFAULT-VALUE})")
    private String device;

    @Option(
            names = "--kernels",
            defaultValue = "${env:DERL_KERNELS}",
            paramLabel = "NAME",
            description =
                    "How a CPU computes: portable, to the same digits on every x86-64 processor with AVX2, or native,"
                            + " faster, to digits of this kind of processor (default: the environment's DERL_KERNELS, else portable"
                            + " on planted and native on others).")
    private @Nullable Kernels kernels;

    @Option(
            names = "--split",
            description = "The split that the table is about: test, or validation for choosing settings, which leaves"
                    + " test alone (default: test, or as the experiment says; validation where settings are tried).")
    private @Nullable SplitName split;

    @Option(
            names = "--metrics",
            split = ",",
            paramLabel = "NAME",
            description =
                    "The metrics of the tables, a plugin's among them, in this order; differences are by the first"
                            + " that is no share (default: those of the data set's family, or of the experiment).")
    private List<String> metrics = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder of all files (default: runs/DATA, or runs/EXPERIMENT-DATA; with --vary, and the"
                    + " setting's name behind it).")
    private @Nullable Path out;

    @Option(
            names = "--keep",
            description = "Use trials of an earlier run that were made with something else as they are; "
                    + "the table says with what.")
    private boolean keep;

    @Option(
            names = "--again",
            description = "Train anew the trials of an earlier run that were made with something else; where there are "
                    + "none, all. Each stays until its successor is finished.")
    private boolean again;

    @Option(
            names = "--guard-formulas",
            description = "Write ids of predictions such that no spreadsheet runs them as formulas: '=1+1 for =1+1."
                    + " DERL reads them as they were.")
    private boolean guarding;

    @Option(
            names = "--tensorboard",
            description = "Write what came of each epoch for TensorBoard too, into each trial's folder.")
    private boolean tensorBoard;

    @Inject
    private Configuration configuration;

    @Inject
    private ExperimentRun.Factory runs;

    @Inject
    private DataSets dataSets;

    @Inject
    private Experiments experiments;

    @Inject
    private Clock clock;

    @Inject
    private UsualComparison usual;

    @Inject
    private Executors executors;

    @Override
    protected List<Class<?>> needs() {
        return List.of(ExperimentRun.Factory.class, UsualComparison.class, Executors.class);
    }

    @Override
    protected void check() {
        if (workers < 1) {
            throw new IllegalArgumentException("--workers must be positive");
        }
        sweep.variation();
        OnEarlierTrials.of(keep, again);
    }

    @Override
    protected Configuration configuration() {
        Configuration asked = super.configuration();
        if (recipe != null) {
            asked = asked.with(recipe);
        }
        if (guarding) {
            asked = asked.guardingFormulas(true);
        }
        if (tensorBoard) {
            asked = asked.writingTensorBoard(true);
        }
        if (models.equals(List.of(ALL))) {
            models = asked.originals();
        }
        Configuration set = experimentName == null ? asked : asked.with(experimentName, models);
        return sweep.variation().isNothing() ? set : sweep.in(set, beforeVariation(set));
    }

    /** The models that are compared, but for what --vary makes of them. */
    private List<String> beforeVariation(Configuration set) {
        if (experimentName != null) {
            return set.make(Experiments.class)
                    .comparison(experimentName, models)
                    .getStringList("models");
        }
        return models.isEmpty() ? UsualComparison.models(set, dataSet) : models;
    }

    private boolean triesSettings() {
        return !sweep.variation().isNothing();
    }

    @Override
    protected int run() throws IOException, InterruptedException {
        OnEarlierTrials onEarlier = OnEarlierTrials.of(keep, again);
        ComparisonDefaults defaults = usual.of(experimentName, dataSet, models, metrics, triesSettings());
        TableMetrics tableMetrics = defaults.tableMetrics();
        Experiment experiment = experiment(defaults);
        ExperimentRun run = runs.of(experiment);
        if (tableMetrics != null) {
            tableMetrics.on(run.data().validation()); // what cannot be made is told before anything is trained
        }
        List<String> departures = usual.departures(defaults, run.data(), experiment.textEncoder());
        departures.forEach(departure -> say(experiment.dataSet() + ": " + departure));
        try (FolderLock lock = FolderLock.of(experiment.folder(), this::say)) {
            EarlierTrials earlier = run.earlier();
            onEarlier.check(earlier, lock.folder());
            TestLooks looks = TestLooks.of(lock.folder(), clock);
            Map<Trial, TrialResult> finished = onEarlier.finished(earlier);
            List<ComparedSystem> systems;
            try (TrialExecutor running = executors.executor(
                    executor, new Workplace(configuration, lock.folder(), experiment.kernels(), workers))) {
                int trials = experiment.models().size() * experiment.seeds().size() - finished.size();
                tellBefore(run, experiment, earlier, finished);
                if (submitOnly && trials > 0) {
                    return submit(run, running, trials, finished);
                }
                systems = systems(run, running, trials, finished);
            }
            String title = dataSets.settings(experiment.dataSet(), experiment.textEncoder())
                    .title();
            List<String> remarks = new ArrayList<>(onEarlier.remarks(earlier));
            if (experiment.split() == SplitName.TEST) {
                remarks.add(looks.add(systems));
            }
            ComparedData data = ComparedData.of(title, run.data())
                    .and(departures)
                    .by(run.recipe())
                    .telling(defaults.equality())
                    .varied(varied())
                    .with(run.searches());
            ComparisonFiles files = ComparisonFiles.of(
                    experiment,
                    data,
                    systems,
                    tableMetrics,
                    remarks,
                    GivenCommand.of(spec.root().commandLine().getParseResult().originalArgs()));
            files.report().print(spec.commandLine().getOut());
            files.write().forEach(this::say);
            say("\nTables, predictions and weights are in " + lock.folder() + "; " + ComparisonPage.FILE
                    + " there shows them");
            return systems.stream().allMatch(system -> system.failures().isEmpty())
                    ? 0
                    : run.ranOutOfMemory() ? Failure.OUT_OF_MEMORY : 1;
        }
    }

    /** Hands trials over that are missing, and comes back. */
    private int submit(ExperimentRun run, TrialExecutor running, int trials, Map<Trial, TrialResult> finished)
            throws InterruptedException {
        if (!running.goesOnAlone()) {
            throw new IllegalArgumentException("--submit-only needs an executor whose trials go on without this"
                    + " process, such as slurm; those of " + executor + " end with it");
        }
        try (Display display = display(trials)) {
            run.submitOnly(finished, running, display);
        }
        say(Words.count(finished.size(), "trial") + " finished, " + trials + " missing, which " + executor
                + " runs or will run; the same command again collects, without --submit-only it also waits");
        return 0;
    }

    private Display display(int trials) {
        return Display.of(
                trials,
                OnEarlierTrials.of(keep, again).goingOn(),
                spec.commandLine().getErr());
    }

    private List<ComparedSystem> systems(
            ExperimentRun run, TrialExecutor running, int trials, Map<Trial, TrialResult> finished)
            throws InterruptedException {
        try (Display display = display(trials)) {
            display.tell(run.notes());
            return run.run(finished, running, display);
        }
    }

    private void tellBefore(
            ExperimentRun run, Experiment experiment, EarlierTrials earlier, Map<Trial, TrialResult> finished) {
        say(experiment.dataSet() + ": " + Words.count(experiment.models().size(), "model") + ", "
                + Words.count(experiment.seeds().size(), "seed") + Seeds.named(experiment.seeds()) + ", " + workers
                + " at a time, "
                + experiment.kernels() + " kernels");
        if (triesSettings()) {
            say("settings are tried: the table is about the "
                    + experiment.split().name().toLowerCase(Locale.ROOT) + " split, "
                    + (experiment.split() == SplitName.TEST
                            ? "as told; what is chosen by it is not tested by it"
                            : "to choose by, and test stays sealed"));
        }
        run.standIns()
                .forEach((model, standIn) -> say(model + " works inside its text encoder: " + standIn
                        + " stands in for " + experiment.textEncoder()));
        earlier.anew().forEach((trial, reason) -> say(trial.label() + " is trained anew: " + reason));
        if (!finished.isEmpty()) {
            say(Words.count(finished.size(), "trial") + (finished.size() == 1 ? " is" : " are")
                    + " there from an earlier run"
                    + (finished.size() > earlier.same().size() ? ", kept as told" : "")
                    + (guarding ? "; --guard-formulas leaves their files as they are, --again makes new ones" : "")
                    + (tensorBoard ? "; --tensorboard adds nothing to them, --again trains them anew" : ""));
        }
    }

    private void say(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }

    private Experiment experiment(ComparisonDefaults defaults) {
        String data = defaults.dataSet();
        List<String> chosen = triesSettings()
                ? sweep.models()
                : models.isEmpty() || experimentName != null ? defaults.models() : models;
        if (comparedTo != null && !chosen.contains(comparedTo)) {
            throw new IllegalArgumentException("--compare-to is '" + comparedTo + "', which is not among the models: "
                    + String.join(", ", chosen));
        }
        return new Experiment(
                data,
                textEncoder == null ? usual.textEncoder(defaults) : textEncoder,
                chosen,
                comparedTo == null ? defaults.comparedTo(chosen) : comparedTo,
                Objects.requireNonNullElseGet(sweep.seeds(), () -> Seeds.of(defaults.seeds()))
                        .all(),
                device,
                kernels == null ? defaults.kernelsOn(device, this::say) : kernels,
                defaults.split(experimentName, split),
                configuration.overrides().withoutPath("executor"), // no number follows from where trials run
                out == null ? Path.of("runs", usualFolder(data)) : out);
    }

    private String usualFolder(String data) {
        return (experimentName == null ? data : experimentName + "-" + data)
                + (triesSettings() ? "-" + sweep.variation().inShort() : "");
    }

    /** The values of all settings that are varied, by the names of models. */
    private Map<String, Map<String, String>> varied() {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        if (experimentName != null) {
            all.putAll(experiments.varied(experimentName, models));
        }
        sweep.values().forEach((model, values) -> all.merge(model, values, (one, other) -> other));
        return all;
    }
}

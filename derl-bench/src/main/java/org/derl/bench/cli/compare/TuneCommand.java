package org.derl.bench.cli.compare;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.derl.bench.claim.FolderLock;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.cli.command.Failure;
import org.derl.bench.cli.progress.Display;
import org.derl.bench.compare.ComparisonDefaults;
import org.derl.bench.compare.UsualComparison;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.Doubles;
import org.derl.bench.configuration.TrainingRecipe;
import org.derl.bench.executor.Executors;
import org.derl.bench.executor.TrialExecutor;
import org.derl.bench.executor.Workplace;
import org.derl.bench.table.Table;
import org.derl.bench.table.TableFormat;
import org.derl.bench.tune.Tuning;
import org.derl.bench.tune.TuningFiles;
import org.derl.bench.tune.TuningPlan;
import org.derl.bench.tune.TuningTables;
import org.derl.tensor.Kernels;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code derl tune}. */
@Command(
        name = "tune",
        mixinStandardHelpOptions = true,
        description = "Searches settings of models on the validation split, with the same budget for each model, and"
                + " writes those that were the best into a file that derl compare --settings reads.",
        footer = {
            "",
            "  ./derl tune derl mult --data planted --budget 20",
            "  ./derl compare --models derl,mult --data planted \\",
            "    --settings runs/tune-planted/tuned.conf",
            "",
            "The same command goes on where a search was interrupted. What is drawn from is in",
            "each model's file; --dry-run prints it. docs/tuning.md says how it is searched."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Settings of every model were found.",
            "1:All draws of some model failed, or trials failed whatever their settings; the output says why.",
            "2:An argument, a setting or a data file cannot be used; see the message.",
            "70:The memory does not suffice, of this process or of a trial's; DERL_HEAP gives more.",
            "130:Interrupted, as by Ctrl-C."
        })
public final class TuneCommand extends ConfiguredCommand {

    private static final String ALL = "all";

    @Parameters(
            arity = "1..*",
            paramLabel = "MODEL",
            description = "The models to search; all: all but variants of another one.")
    private List<String> words = List.of();

    @Option(names = "--data", paramLabel = "NAME", description = "The data set (default: planted, which is built in).")
    private @Nullable String dataSet;

    @Option(
            names = "--budget",
            paramLabel = "N",
            description = "How many settings are tried for each model, its own among them (default: ${DEFAULT-VALUE}).")
    private int budget = 20;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the draws, and of each training (default: ${DEFAULT-VALUE}, which is no seed of a"
                    + " comparison: what was chosen for its luck, too, is trained anew there).")
    private long seed = 0;

    @Option(
            names = "--text-encoder",
            paramLabel = "NAME",
            description = "What text passes before a model sees it (default: the data set's).")
    private @Nullable String textEncoder;

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            description = "How models train after a text encoder that is trained along: equal or published, as for derl"
                    + " compare (default: equal).")
    private @Nullable TrainingRecipe recipe;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many trials run at a time, one thread each; no number depends on it (default: as many as"
                    + " processors).")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--executor",
            defaultValue = "local",
            paramLabel = "NAME",
            description = "Where trials run: local, in processes of this machine, or slurm, as jobs of a cluster"
                    + " (default: ${DEFAULT-VALUE}).")
    private String executor;

    @Option(names = "--device", defaultValue = "auto", description = "auto, cpu, gpu0 ... (default: ${DEFAULT-VALUE})")
    private String device;

    @Option(
            names = "--kernels",
            defaultValue = "${env:DERL_KERNELS}",
            paramLabel = "NAME",
            description = "How a CPU computes: portable or native, as for derl compare (default: the environment's"
                    + " DERL_KERNELS, else portable on planted and native on others).")
    private @Nullable Kernels kernels;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder of all files (default: runs/tune-DATA).")
    private @Nullable Path out;

    @Option(
            names = "--again",
            description = "Train anew the trials of an earlier search in the folder that were made with something else;"
                    + " where there are none, all.")
    private boolean again;

    @Option(names = "--dry-run", description = "Print what would be searched, and train nothing.")
    private boolean dryRun;

    @Inject
    private Configuration configuration;

    @Inject
    private UsualComparison usual;

    @Inject
    private Executors executors;

    @Override
    protected List<Class<?>> needs() {
        return List.of(UsualComparison.class, Executors.class);
    }

    @Override
    protected void check() {
        if (workers < 1 || budget < 1) {
            throw new IllegalArgumentException("--workers and --budget must be positive");
        }
    }

    @Override
    protected Configuration configuration() {
        Configuration asked = super.configuration();
        return recipe == null ? asked : asked.with(recipe);
    }

    @Override
    protected int run() throws IOException, InterruptedException {
        List<String> models = models();
        ComparisonDefaults defaults = usual.of(null, dataSet, models, List.of(), false);
        Path folder = out == null ? Path.of("runs", "tune-" + defaults.dataSet()) : out;
        if (dryRun) {
            print(new TuningTables(new Tuning(configuration, plan(defaults, models, folder))).spaces());
            return 0;
        }
        try (FolderLock lock = FolderLock.of(folder, this::say)) {
            TuningPlan plan = plan(defaults, models, lock.folder());
            Tuning tuning = new Tuning(configuration, plan);
            List<String> stopped = tuning.run(share -> runTrials(share, plan.kernels()), this::say);
            if (!stopped.isEmpty()) {
                say("Nothing was chosen, for these failures say nothing of settings; the same command tries them"
                        + " again:\n  " + String.join("\n  ", stopped));
                return tuning.ranOutOfMemory() ? Failure.OUT_OF_MEMORY : 1;
            }
            new TuningFiles(tuning).write();
            TuningTables tables = new TuningTables(tuning);
            print(tables.results());
            say("\nAll draws are in " + lock.folder().resolve("draws.csv") + ". To compare with what was found:\n"
                    + "  ./derl compare --models " + String.join(",", models) + " --data " + defaults.dataSet()
                    + (textEncoder == null ? "" : " --text-encoder " + textEncoder)
                    + (recipe == null ? "" : " --recipe " + recipe)
                    + " --settings " + lock.folder().resolve(TuningFiles.SETTINGS));
            return tables.lacksSome() ? 1 : 0;
        }
    }

    private List<ComparedSystem> runTrials(Tuning.Share share, Kernels with) throws InterruptedException {
        try (TrialExecutor running =
                        executors.executor(executor, new Workplace(configuration, share.folder(), with, workers));
                Display display = Display.of(
                        share.missing(),
                        "the same command goes on from there",
                        spec.commandLine().getErr())) {
            return share.run().runModels(share.finished(), running, display);
        }
    }

    private List<String> models() {
        List<String> models = words.stream()
                .flatMap(word -> Arrays.stream(word.split(",", -1)))
                .toList();
        if (models.equals(List.of(ALL))) {
            models = configuration.originals();
        }
        Doubles.refuse("the model", models);
        return new ArrayList<>(models);
    }

    private TuningPlan plan(ComparisonDefaults defaults, List<String> models, Path folder) {
        return new TuningPlan(
                defaults.dataSet(),
                textEncoder == null ? usual.textEncoder(defaults) : textEncoder,
                models,
                budget,
                seed,
                device,
                kernels == null ? defaults.kernelsOn(device, this::say) : kernels,
                folder,
                again);
    }

    private void print(Table table) {
        spec.commandLine().getOut().print(TableFormat.print(table));
        spec.commandLine().getOut().flush();
    }

    private void say(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }
}

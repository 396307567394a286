package org.derl.bench.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.derl.bench.assembly.Assembly;
import org.derl.bench.experiment.ComparisonTables;
import org.derl.bench.experiment.Contestant;
import org.derl.bench.experiment.Experiment;
import org.derl.bench.experiment.ExperimentRun;
import org.derl.bench.experiment.WorkerProcess;
import org.derl.bench.report.Table;
import org.derl.bench.report.TableFormat;
import org.derl.config.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code derl compare}. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Trains models on a data set from several seeds and prints a table that compares them.",
        footer = {
            "",
            "Whatever is chosen, such as the epoch whose weights predict, is chosen on the validation split.",
            "All files of a comparison lie in one folder: the tables, and for each trial its settings,",
            "weights and predictions."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All trials gave a result.",
            "1:Some trial failed; the table says which and why.",
            "2:An argument, a setting or a data file cannot be used; see the message."
        })
final class CompareCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SettingsOptions settings;

    @Option(
            names = "--experiment",
            paramLabel = "NAME",
            description = "A comparison that is written down already, such as table-5; derl models lists them. "
                    + "The options below lie over what it says.")
    private @Nullable String experimentName;

    @Option(names = "--data", paramLabel = "NAME", description = "The data set (default: planted, which is built in).")
    private @Nullable String dataSet;

    @Option(
            names = "--models",
            split = ",",
            paramLabel = "NAME",
            description = "The models, in the order of the table (default: all that the data set allows).")
    private List<String> models = new ArrayList<>();

    @Option(
            names = "--reference",
            paramLabel = "NAME",
            description = "The model that the others are compared with (default: derl).")
    private @Nullable String reference;

    @Option(
            names = "--text-encoder",
            paramLabel = "NAME",
            description = "What text passes before a model sees it (default: the data set's).")
    private @Nullable String textEncoder;

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds, from 1 (default: 5; planted: 3).")
    private @Nullable Integer seeds;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many trials run at a time, one thread each (default: as many as processors).")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--device", defaultValue = "auto", description = "auto, cpu, gpu0 ... (default: ${DEFAULT-VALUE})")
    private String device;

    @Option(
            names = "--part",
            defaultValue = "TEST",
            description = "The split that the table is about: test, or validation for choosing settings "
                    + "(default: ${DEFAULT-VALUE}).")
    private Contestant.Part part;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder of all files (default: runs/DATA SET, behind the name of an experiment).")
    private @Nullable Path out;

    /**
     * What is compared unless told otherwise.
     *
     * @param title of an experiment
     * @param dataSet the name of the data set
     * @param models the names of the models
     * @param reference the model that the others are compared with
     * @param seeds how many
     */
    record Defaults(@Nullable String title, String dataSet, List<String> models, String reference, int seeds) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (workers < 1 || (seeds != null && seeds < 1)) {
            throw new IllegalArgumentException("--workers and --seeds must be positive");
        }
        Assembly assembly = settings.assembly(experimentName);
        Experiment experiment = experiment(assembly);
        ExperimentRun run = new ExperimentRun(CompareCommand.class.getClassLoader(), experiment);
        Files.createDirectories(experiment.folder());
        List<Contestant> contestants;
        try (Display display = Display.of(experiment, spec.commandLine().getErr())) {
            contestants = run.run(new WorkerProcess(), workers, display);
        }
        String title =
                assembly.dataSet(experiment.dataSet(), experiment.textEncoder()).title();
        report(new ComparisonTables(run.data(), title, contestants, experiment.reference(), part), experiment.folder());
        return contestants.stream().allMatch(contestant -> contestant.failures().isEmpty()) ? 0 : 1;
    }

    private Experiment experiment(Assembly assembly) {
        Defaults defaults = defaults(assembly);
        String data = defaults.dataSet();
        List<String> chosen = models.isEmpty() ? defaults.models() : models;
        return new Experiment(
                data,
                textEncoder == null ? assembly.usualTextEncoder(data) : textEncoder,
                chosen,
                reference == null ? defaults.reference() : reference,
                LongStream.rangeClosed(1, seeds == null ? defaults.seeds() : seeds)
                        .boxed()
                        .toList(),
                device,
                assembly.overrides(),
                out == null ? Path.of("runs", experimentName == null ? data : experimentName + "-" + data) : out);
    }

    private Defaults defaults(Assembly assembly) {
        Config compare = assembly.config().getConfig("derl.compare");
        Config experiment = experimentName == null ? ConfigFactory.empty() : assembly.experiment(experimentName);
        Config chosen = dataSet == null
                ? ConfigFactory.empty()
                : Settings.parse("--data", List.of("data-set = \"" + dataSet + "\""));
        String data = Settings.layer(List.of(compare, experiment, chosen)).getString("data-set");
        List<Config> layers = new ArrayList<>(List.of(compare.withoutPath("on")));
        if (compare.hasPath("on." + data)) {
            layers.add(compare.getConfig("on." + data));
        }
        layers.addAll(List.of(experiment, chosen));
        return assembly.binder().bind(Settings.layer(layers).atPath("compare"), "compare", Defaults.class);
    }

    private void report(ComparisonTables tables, Path folder) throws IOException {
        PrintWriter writer = spec.commandLine().getOut();
        writer.println();
        writer.print(TableFormat.TEXT.write(tables.errors()));
        writer.println();
        writer.print(TableFormat.TEXT.write(tables.accuracies()));
        writer.flush();
        String name = part.name().toLowerCase(Locale.ROOT);
        for (TableFormat format : List.of(TableFormat.MARKDOWN, TableFormat.LATEX)) {
            write(folder, name, format, List.of(tables.errors(), tables.accuracies()));
        }
        write(folder, name, TableFormat.CSV, List.of(tables.all()));
        spec.commandLine().getErr().println("\nTables, predictions and weights are in " + folder);
        spec.commandLine().getErr().flush();
    }

    private static void write(Path folder, String name, TableFormat format, List<Table> tables) throws IOException {
        Path file = folder.resolve(name + "." + format.extension());
        Path unfinished = folder.resolve(file.getFileName() + ".part");
        Files.writeString(
                unfinished, String.join("\n", tables.stream().map(format::write).toList()));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

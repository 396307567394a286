package org.derl.bench.cli.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.derl.bench.claim.FolderLock;
import org.derl.bench.cli.command.DirectoryOptions;
import org.derl.bench.cli.command.FigureOptions;
import org.derl.bench.cli.command.PortableProcess;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.comparison.TestLooks;
import org.derl.bench.configuration.Doubles;
import org.derl.bench.page.ComparisonPage;
import org.derl.bench.robustness.Robustness;
import org.derl.bench.robustness.RobustnessCurve;
import org.derl.bench.robustness.RobustnessFiles;
import org.derl.bench.robustness.RobustnessRun;
import org.derl.bench.robustness.RobustnessTables;
import org.derl.bench.table.TableFormat;
import org.derl.data.SplitName;
import org.derl.data.corruption.Corruption;
import org.derl.data.corruption.CorruptionProtocol;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code derl robustness}. */
@Command(
        name = "robustness",
        mixinStandardHelpOptions = true,
        description = "Lets the trained models of a comparison predict inputs of which more and more is lost, of all"
                + " modalities and of each by itself, and writes tables and figures of it into the comparison's folder."
                + " The page of the comparison, report.html, shows it too. Nothing is trained: derl compare has done"
                + " that, and kept the weights.",
        footer = {
            "",
            "  ./derl compare --data planted --models derl,text-only",
            "  ./derl robustness derl text-only --data planted",
            "  ./derl robustness runs/planted",
            "",
            "What is lost of a sample is the same for all models and seeds. docs/robustness.md",
            "says what the forms and protocols are."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All trials were evaluated.",
            "2:A folder, a trial, a model or the data set is missing or another; see the message."
        })
public final class RobustnessCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "DIR|MODEL",
            description = "The folder of a comparison, such as runs/planted, and after it some of its models"
                    + " (default: all); with --data, models alone.")
    private List<String> words;

    @Option(
            names = "--data",
            paramLabel = "NAME",
            description = "The data set whose usual folder, runs/NAME, holds the comparison.")
    private @Nullable String dataSet;

    @Option(
            names = "--form",
            defaultValue = "missing-steps",
            paramLabel = "NAME",
            description = "What is done: missing-steps, whole-modality, noise, or shuffled across samples (default:"
                    + " ${DEFAULT-VALUE}).")
    private Corruption.Form form;

    @Option(
            names = "--protocol",
            defaultValue = "derl",
            paramLabel = "NAME",
            description = "Whose masks and rates are used: derl, or lnln as released (default: ${DEFAULT-VALUE}).")
    private CorruptionProtocol protocol;

    @Option(
            names = "--split",
            description = "The split that is predicted: test, or validation, which leaves test alone (default: that of"
                    + " the comparison).")
    private @Nullable SplitName split;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many trials predict at a time, one thread each (default: as many as processors).")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Mixin
    private FigureOptions figures;

    @Mixin
    private DirectoryOptions directories;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = folder();
        List<String> models = models();
        Doubles.refuse("the model", models);
        StoredComparison comparison = StoredComparison.read(folder);
        RobustnessRun.How how =
                new RobustnessRun.How(protocol, form, Objects.requireNonNullElse(split, comparison.split()), workers);
        if (how.split() == SplitName.TRAIN) {
            throw new IllegalArgumentException("--split is test or validation");
        }
        if (PortableProcess.isNeeded(folder, comparison)) {
            return PortableProcess.run(
                    spec.root().commandLine().getParseResult().originalArgs());
        }
        try (FolderLock lock = FolderLock.of(folder, this::say)) {
            Robustness found = new RobustnessRun(folder, comparison, directories.configuration(), how)
                    .run(models, trial -> say(trial + " predicts what is left"));
            if (how.split() == SplitName.TEST) {
                TestLooks looks = TestLooks.of(lock.folder(), Clock.systemUTC());
                found = found.and(looks.add(systems(comparison.systems(folder), found)));
            }
            tell(found, folder);
        }
        return 0;
    }

    private Path folder() {
        Path folder = dataSet == null ? Path.of(words.get(0)) : Path.of("runs", dataSet);
        if (dataSet != null && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "there is no " + folder + "; derl compare --data " + dataSet + " --models "
                            + String.join(",", words) + " trains them, and this command evaluates what is trained");
        } else if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    folder + " is no folder; name that of a comparison, or models with --data"
                            + " NAME, whose folder is runs/NAME");
        }
        return folder;
    }

    private List<String> models() {
        List<String> models = words.stream()
                .skip(dataSet == null ? 1 : 0)
                .flatMap(word -> Arrays.stream(word.split(",", -1)))
                .toList();
        if (models.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a model's name is empty in '" + String.join(" ", words)
                    + "'; one comma stands between two names, and none at the ends");
        }
        return models;
    }

    /** The rows of the comparison with all that they were now looked at for. */
    private static List<ComparedSystem> systems(List<ComparedSystem> systems, Robustness found) {
        return systems.stream()
                .map(system -> system.testedBy(found.curves().stream()
                        .filter(curve -> curve.model().equals(system.name()))
                        .map(RobustnessCurve::predictions)
                        .flatMap(seeds -> seeds.values().stream())
                        .flatMap(List::stream)
                        .distinct()
                        .collect(Collectors.toList())))
                .filter(system -> !system.test().isEmpty())
                .toList();
    }

    private void tell(Robustness found, Path folder) throws IOException {
        RobustnessFiles files = new RobustnessFiles(found);
        files.write(folder, figures.formats());
        PrintWriter out = spec.commandLine().getOut();
        new RobustnessTables(found).brief().forEach(table -> {
            out.println();
            out.print(TableFormat.print(table));
        });
        out.flush();
        ShownComparison.show(List.of(folder), directories, List.of(), true, shown -> shown.page()
                .write(folder));
        say("\nAll rates and seeds are in " + folder.resolve(files.name()) + ".md, .csv and .json, and drawn in "
                + folder.resolve("figures") + " and " + folder.resolve(ComparisonPage.FILE));
    }

    private void say(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }
}

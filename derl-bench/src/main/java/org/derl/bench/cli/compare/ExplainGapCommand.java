package org.derl.bench.cli.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.derl.bench.cli.command.DirectoryOptions;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.configuration.Doubles;
import org.derl.bench.configuration.TextEncoders;
import org.derl.bench.gap.GapReport;
import org.derl.bench.gap.StoredModel;
import org.derl.bench.table.Table;
import org.derl.bench.table.TableFormat;
import org.derl.data.SplitName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code derl explain-gap}. */
@Command(
        name = "explain-gap",
        mixinStandardHelpOptions = true,
        description = "Prints, for each published row of a model, what would move our figures towards it: another"
                + " convention, split, choice of epoch, seed, or text encoder. Each number is computed from stored trials;"
                + " what none of them tells stands below, with the command after which one does. Nothing is trained.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The tables were printed.",
            "2:No folder has the model on a data set of which publications report it, or a file is damaged."
        })
public final class ExplainGapCommand implements Callable<Integer> {

    private static final Path RUNS = Path.of("runs");

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL", description = "The name of the model, such as derl.")
    private String name;

    @Parameters(
            index = "1..*",
            paramLabel = "DIR",
            description =
                    "Folders of comparisons: that of our figures first, then others in which the same model has another"
                            + " text encoder, recipe or copy of the data set (default: the only folder below runs that has the model).")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, markdown, latex, or csv with a line for each number (default: text, as wide as the"
                    + " terminal).")
    private @Nullable TableFormat format;

    @Mixin
    private DirectoryOptions directories;

    @Override
    public Integer call() throws IOException {
        Doubles.refuse("the folder", folders);
        List<Path> named = folders.isEmpty() ? List.of(only()) : folders;
        ShownComparison.check(directories, named);
        List<StoredModel> models = new ArrayList<>();
        for (Path folder : named) {
            ShownComparison.show(
                    List.of(folder), directories, List.of(), true, shown -> models.add(model(folder, shown)));
        }
        List<String> textEncoders =
                directories.configuration().make(TextEncoders.class).names();
        GapReport report = GapReport.of(models.get(0), models.subList(1, models.size()), textEncoders);
        print(report, spec.commandLine().getOut());
        return 0;
    }

    private Path only() throws IOException {
        List<Path> having = new ArrayList<>();
        if (Files.isDirectory(RUNS)) {
            try (Stream<Path> runs = Files.list(RUNS)) {
                having.addAll(runs.filter(run -> Files.isDirectory(run.resolve(name)))
                        .sorted()
                        .toList());
            }
        }
        if (having.size() != 1) {
            throw new IllegalArgumentException(
                    (having.isEmpty() ? "no folder below runs has" : having.size() + " folders below runs have")
                            + " the" + " model " + name + "; name one, such as ./derl explain-gap " + name
                            + " runs/mosi-words");
        }
        return having.get(0);
    }

    private StoredModel model(Path folder, ShownComparison shown) throws IOException {
        ComparedSystem system = shown.systems().stream()
                .filter(any -> any.name().equals(name) && !any.trials().isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(folder + " has no trials of " + name + "; it has "
                        + String.join(", ", shown.comparison().trials().keySet())));
        if (system.on(SplitName.TEST).isEmpty()) {
            throw new IllegalArgumentException(folder + " is about the validation split, and publications are about the"
                    + " test split; compare without --split first");
        }
        return StoredModel.of(
                folder, shown.merged().places(), shown.comparison().data(), system);
    }

    private void print(GapReport report, PrintWriter out) {
        if (format == TableFormat.CSV) {
            out.print(format.write(report.plain()));
        } else {
            for (Table table : report.tables()) {
                out.println(format == null ? TableFormat.print(table) : format.write(table));
            }
            printOpen(report, out);
        }
        out.flush();
    }

    private void printOpen(GapReport report, PrintWriter out) {
        String comment = format == TableFormat.LATEX ? "%% " : "";
        if (!report.commands().isEmpty()) {
            out.printf(Locale.ROOT, comment + "What no stored trial tells:%n");
            String between = format == TableFormat.MARKDOWN ? ": `%s`%n" : "%n" + comment + "  %s%n";
            report.commands()
                    .forEach((what, command) -> out.printf(Locale.ROOT, comment + "- %s" + between, what, command));
        }
    }
}

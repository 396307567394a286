package org.derl.bench.cli.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.cli.command.DirectoryOptions;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.comparison.ComparisonTables;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.configuration.Doubles;
import org.derl.bench.metric.TableMetrics;
import org.derl.bench.sharing.SharedComparison;
import org.derl.bench.trial.Trial;
import org.derl.bench.verify.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code derl show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Prints the tables of comparisons that have come to their end, from the files in their folders:"
                + " nothing is trained, and no data set or text encoder is needed. Only for what derl share has written, labels"
                + " come from the data set, read as its trials read it: with their text encoder, whose weights are fetched where"
                + " they are missing. A plugin is where a table has a metric of it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All trials gave a result.",
            "1:Some trial failed, or its files are damaged; the table says which and why.",
            "2:There is no comparison in a folder, or its file is damaged."
        })
public final class ShowCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "Folders of comparisons, such as runs/planted.")
    private List<Path> folders;

    @Option(
            names = "--metrics",
            split = ",",
            paramLabel = "NAME",
            description = "The metrics of the tables, a plugin's among them (default: those of the comparison).")
    private List<String> metrics = new ArrayList<>();

    @Mixin
    private DirectoryOptions directories;

    @Override
    public Integer call() throws IOException {
        Doubles.refuse("the folder", folders);
        checkDirectories();
        boolean complete = true;
        for (Path folder : folders) {
            if (folders.size() > 1) {
                spec.commandLine().getOut().println(folder.equals(folders.get(0)) ? folder : "\n" + folder);
            }
            complete &= SharedComparison.isIn(folder)
                    ? labeled(SharedComparison.of(folder))
                    : show(folder, StoredComparison.read(folder));
        }
        return complete ? 0 : 1;
    }

    private void checkDirectories() throws IOException {
        boolean read = false;
        for (Path folder : folders) {
            read |= SharedComparison.isIn(folder);
        }
        if (directories.given() && !read) {
            throw new IllegalArgumentException(
                    "--data-dir and --cache-dir are for folders that derl share has written, and"
                            + " none is named; leave them out");
        }
    }

    /** With the labels of the data set, as its trials read it. */
    private boolean labeled(SharedComparison shared) throws IOException {
        Trial trial = shared.trial();
        DataSets dataSets = directories.configuration().with(trial.overrides()).make(DataSets.class);
        try (TemporaryFolder folder = TemporaryFolder.named("derl-show")) {
            shared.label(dataSets.load(trial.dataSet(), trial.textEncoder()), folder.path());
            return show(folder.path(), StoredComparison.read(folder.path()));
        }
    }

    private boolean show(Path folder, StoredComparison comparison) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<ComparedSystem> systems = comparison.systems(folder);
        List<String> remarks = new ArrayList<>(comparison.remarks());
        remarks.add(Verification.ofTrials(folder).note());
        ComparisonTables tables = new ComparisonTables(
                comparison.data(),
                systems,
                comparison.compareTo(),
                comparison.split(),
                remarks,
                metrics.isEmpty()
                        ? comparison.tableMetrics(ConfiguredCommand::binder)
                        : TableMetrics.named(metrics, "--metrics", ConfiguredCommand.binder()));
        new ComparisonReport(tables, comparison.split()).print(out);
        return systems.stream().allMatch(system -> system.failures().isEmpty());
    }
}

package org.derl.bench.cli.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.derl.bench.cli.command.DirectoryOptions;
import org.derl.bench.compare.ComparisonReport;
import org.derl.bench.configuration.Doubles;
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
                + " they are missing. A plugin is where a table has a metric of it. Several folders of one data set and split"
                + " become one table: trials that differ in nothing but their seeds one row, others rows of their own.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All trials gave a result.",
            "1:Some trial failed, or its files are damaged; the table says which and why.",
            "2:There is no comparison in a folder, its file is damaged, or folders share no table."
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
        ShownComparison.check(directories, folders);
        boolean complete = ShownComparison.show(folders, directories, metrics, true, shown -> new ComparisonReport(
                        shown.tables(), shown.published(), shown.comparison().split())
                .print(spec.commandLine().getOut()));
        return complete ? 0 : 1;
    }
}

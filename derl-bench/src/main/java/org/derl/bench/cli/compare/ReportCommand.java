package org.derl.bench.cli.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.derl.bench.cli.command.DirectoryOptions;
import org.derl.bench.configuration.Doubles;
import org.derl.bench.drawing.FigureFormat;
import org.derl.bench.page.ComparisonPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code derl report}. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Writes report.html into the folders of comparisons again, and its figures beside it, from the files"
                        + " in these folders: nothing is trained. derl compare writes it too. What derl share has written gets its"
                        + " labels from the data set, as for derl show; the page holds none of them beside an id.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All trials gave a result.",
            "1:Some trial failed, or its files are damaged; the page says which and why.",
            "2:There is no comparison in a folder, or its file is damaged."
        })
public final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "Folders of comparisons, such as runs/planted.")
    private List<Path> folders;

    @Option(
            names = "--figures",
            split = ",",
            paramLabel = "FORMAT",
            description =
                    "Figures in other formats too, beside SVG: png, or pgfplots, which is a file of numbers and one"
                            + " that draws them in a paper.")
    private Set<FigureFormat> formats = EnumSet.noneOf(FigureFormat.class);

    @Mixin
    private DirectoryOptions directories;

    @Override
    public Integer call() throws IOException {
        Doubles.refuse("the folder", folders);
        ShownComparison.check(directories, folders);
        boolean complete = true;
        for (Path folder : folders) {
            complete &= ShownComparison.show(folder, directories, List.of(), shown -> write(shown.page(), folder));
            spec.commandLine().getOut().println(folder.resolve(ComparisonPage.FILE));
        }
        spec.commandLine().getOut().flush();
        return complete ? 0 : 1;
    }

    private void write(ComparisonPage page, Path folder) throws IOException {
        page.write(folder, formats);
        page.remarks().forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
    }
}

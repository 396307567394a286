package org.derl.bench.cli.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.derl.bench.cli.command.DirectoryOptions;
import org.derl.bench.cli.command.FigureOptions;
import org.derl.bench.configuration.Doubles;
import org.derl.bench.page.ComparisonPage;
import org.jspecify.annotations.Nullable;
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
                "Writes report.html into the folder of a comparison again, and its figures beside it, from the files"
                        + " in this folder: nothing is trained. derl compare writes it too. Several folders of one data set and"
                        + " split become one page, as they become one table for derl show. What derl share has written gets its"
                        + " labels from the data set, as for derl show; the page holds none of them beside an id.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All trials gave a result.",
            "1:Some trial failed, or its files are damaged; the page says which and why.",
            "2:There is no comparison in a folder, its file is damaged, or folders share no page."
        })
public final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "Folders of comparisons, such as runs/planted.")
    private List<Path> folders;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the page is written (default: the folder of the comparison; of several, say where).")
    private @Nullable Path out;

    @Option(
            names = "--with-texts",
            description =
                    "Show the transcripts of the samples that models disagree on, where the data set has some. Pass"
                            + " such a page on only where its license allows it.")
    private boolean withTexts;

    @Mixin
    private FigureOptions figures;

    @Mixin
    private DirectoryOptions directories;

    @Override
    public Integer call() throws IOException {
        Doubles.refuse("the folder", folders);
        if (!withTexts) {
            ShownComparison.check(directories, folders);
        }
        if (out == null && folders.size() > 1) {
            throw new IllegalArgumentException("several folders become one page: name its folder by --out DIR; a page"
                    + " of each takes a command of each");
        }
        Path to = out == null ? folders.get(0) : out;
        boolean complete =
                ShownComparison.show(folders, directories, List.of(), out == null, shown -> write(page(shown), to));
        spec.commandLine().getOut().println(to.resolve(ComparisonPage.FILE));
        spec.commandLine().getOut().flush();
        return complete ? 0 : 1;
    }

    private ComparisonPage page(ShownComparison shown) throws IOException {
        return withTexts ? shown.page().with(shown.texts(folders.get(0), directories)) : shown.page();
    }

    private void write(ComparisonPage page, Path folder) throws IOException {
        page.write(folder, figures.formats());
        page.remarks().forEach(spec.commandLine().getErr()::println);
        spec.commandLine().getErr().flush();
    }
}

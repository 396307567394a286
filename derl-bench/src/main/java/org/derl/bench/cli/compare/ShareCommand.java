package org.derl.bench.cli.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.derl.bench.sharing.SharedComparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code derl share}. */
@Command(
        name = "share",
        mixinStandardHelpOptions = true,
        description = "Writes what of a comparison may be passed on where its data may not: predictions without labels,"
                + " results, settings that were asked for, and the course of training; no texts, no weights. Whoever"
                + " has the data prints its tables by derl show.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It was written.",
            "2:There is no comparison in the folder, a trial of it is missing or damaged, or TO holds something."
        })
public final class ShareCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "The folder of a comparison, such as runs/mosi-words.")
    private Path folder;

    @Parameters(
            index = "1",
            paramLabel = "TO",
            description = "Where to write it: a folder that is not there yet, or empty.")
    private Path to;

    @Override
    public Integer call() throws IOException {
        SharedComparison.write(folder, to);
        spec.commandLine().getOut().println("derl show " + to + " prints its tables again, where the data is.");
        return 0;
    }
}

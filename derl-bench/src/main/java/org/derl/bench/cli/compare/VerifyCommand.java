package org.derl.bench.cli.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.comparison.TestLooks;
import org.derl.bench.verify.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code derl verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Checks whether the tables of a comparison are what its trials gave: nothing is trained, and no"
                + " data set is needed. docs/trials.md lists the rules.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Every rule holds.",
            "1:A rule is broken; the output says which and how.",
            "2:There is no comparison in the folder, or its file is damaged."
        })
public final class VerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder of a comparison, such as runs/planted.")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        Verification verification = Verification.of(folder, ConfiguredCommand::binder);
        PrintWriter out = spec.commandLine().getOut();
        verification.sentences().forEach((rule, sentence) -> {
            boolean holds = verification.broken(rule).isEmpty();
            out.println((holds ? "holds   " : "broken  ") + rule + ": " + sentence);
            verification.broken(rule).forEach(breach -> out.println("        " + breach));
        });
        out.println(TestLooks.of(folder, Clock.systemUTC()).sentence());
        out.println(verification.holds() ? "verified" : "not verified");
        out.flush();
        return verification.holds() ? 0 : 1;
    }
}

package org.derl.bench.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of the {@code derl} launcher. */
@Command(
        name = "derl",
        mixinStandardHelpOptions = true,
        version = "0.1.0-SNAPSHOT",
        description = "Compares models of multimodal sentiment.",
        subcommands = {ParityCommand.class, ScoreCommand.class})
public final class Main implements Runnable {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}

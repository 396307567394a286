package org.derl.bench.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of the {@code derl} launcher. */
@Command(
        name = "derl",
        mixinStandardHelpOptions = true,
        version = "0.1.0-SNAPSHOT",
        description = "Compares models of multimodal sentiment.",
        subcommands = {ParityCommand.class})
public final class Main implements Runnable {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}

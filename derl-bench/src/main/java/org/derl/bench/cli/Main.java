package org.derl.bench.cli;

import java.io.IOException;
import org.derl.config.InvalidConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;

/** The entry point of the {@code derl} launcher. */
@Command(
        name = "derl",
        mixinStandardHelpOptions = true,
        version = "0.1.0-SNAPSHOT",
        description = "Compares models of multimodal sentiment.",
        subcommands = {
            CompareCommand.class,
            ModelsCommand.class,
            DataCommand.class,
            ScoreCommand.class,
            ParityCommand.class,
            ContractCommand.class,
            SpeedCommand.class
        })
public final class Main implements Runnable {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Main::explain);
    }

    /** What a user can mend is a message; anything else is a mistake of ours, whose place we must see. */
    private static int explain(Exception exception, CommandLine command, ParseResult arguments) throws Exception {
        boolean users = exception instanceof IOException
                || exception instanceof InvalidConfigException
                || exception instanceof IllegalArgumentException
                || exception instanceof IllegalStateException;
        if (!users) {
            throw exception;
        }
        command.getErr().println(exception.getMessage());
        command.getErr().flush();
        return ExitCode.USAGE;
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}

package org.derl.bench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import org.derl.bench.experiment.ExitGuard;
import org.derl.bench.report.Reason;
import org.derl.config.InvalidConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

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

    /** What shells give a command that an interrupt has ended. */
    private static final int INTERRUPTED = 130;

    /** What work that did not come to its end gives. */
    private static final int FAILED = 1;

    /** No command gives it otherwise. */
    private static final int OUT_OF_MEMORY = 70;

    @Spec
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        ExitGuard guard = ExitGuard.install(Main::endedByPlugin);
        CommandLine command = commandLine();
        command.getOut(); // is standard output from now on, which is for what a command finds out
        System.setErr(CleanWriter.of(System.err)); // logs name files, and what they hold
        System.setOut(System.err); // and what anything else prints, such as a plugin, goes beside it
        int code = exitCode(command, arguments);
        guard.release();
        System.exit(code);
    }

    private static void endedByPlugin(String where) {
        System.err.println(
                "a plugin or its library called System.exit" + where + ", which ended this command before its"
                        + " work was done; take that call out of it, or the jar out of DERL_PLUGINS");
        Runtime.getRuntime().halt(FAILED);
    }

    private static int exitCode(CommandLine command, String[] arguments) {
        try {
            return command.execute(arguments);
        } catch (OutOfMemoryError e) {
            System.err.println("the memory of " + Runtime.getRuntime().maxMemory() / 1024 / 1024
                    + " MiB does not suffice (" + e.getMessage() + "); DERL_HEAP gives more, as in DERL_HEAP=8g");
            return OUT_OF_MEMORY;
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(Main::execute)
                .setParameterExceptionHandler(Main::refuse)
                .setExecutionExceptionHandler(Main::explain);
    }

    /** Help is ours alone and may be in colors; what else a command writes may be what others put into files. */
    private static int execute(ParseResult arguments) {
        Integer help = CommandLine.executeHelpRequest(arguments);
        if (help != null) {
            return help;
        }
        CommandLine all = arguments.commandSpec().commandLine();
        all.setOut(CleanWriter.of(all.getOut()));
        all.setErr(CleanWriter.of(all.getErr()));
        return new CommandLine.RunLast().execute(arguments);
    }

    /** Says what is wrong with the arguments, what they may have meant, and where all of them are explained. */
    private static int refuse(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = CleanWriter.of(command.getErr());
        err.println(exception.getMessage());
        UnmatchedArgumentException.printSuggestions(exception, err);
        err.println("'" + command.getCommandSpec().qualifiedName() + " --help' lists all there is");
        err.flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** What a user can mend is a message; anything else is a mistake of ours, whose place we must see. */
    private static int explain(Exception exception, CommandLine command, ParseResult arguments) {
        if (exception instanceof InterruptedException) {
            return INTERRUPTED;
        }
        boolean users = exception instanceof IOException
                || exception instanceof InvalidConfigException
                || exception instanceof IllegalArgumentException
                || exception instanceof IllegalStateException;
        if (!users) {
            exception.printStackTrace(command.getErr());
            command.getErr().flush();
            return command.getCommandSpec().exitCodeOnExecutionException();
        }
        command.getErr().println(Reason.of(exception));
        command.getErr().flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    @Override
    public void run() {
        spec.commandLine().usage(CleanWriter.raw(spec.commandLine().getOut())); // may be in colors
    }
}

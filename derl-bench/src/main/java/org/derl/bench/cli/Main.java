package org.derl.bench.cli;

import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.derl.bench.cli.command.CleanWriter;
import org.derl.bench.cli.command.Failure;
import org.derl.bench.cli.command.Output;
import org.derl.bench.cli.compare.CompareCommand;
import org.derl.bench.cli.compare.ExplainGapCommand;
import org.derl.bench.cli.compare.ReplayCommand;
import org.derl.bench.cli.compare.ReportCommand;
import org.derl.bench.cli.compare.RobustnessCommand;
import org.derl.bench.cli.compare.ScoreCommand;
import org.derl.bench.cli.compare.ShareCommand;
import org.derl.bench.cli.compare.ShowCommand;
import org.derl.bench.cli.compare.TuneCommand;
import org.derl.bench.cli.compare.VerifyCommand;
import org.derl.bench.cli.data.DataCommand;
import org.derl.bench.cli.predict.PredictCommand;
import org.derl.bench.cli.probe.ProbeCommand;
import org.derl.bench.configuration.TrainingRecipe;
import org.derl.bench.drawing.FigureFormat;
import org.derl.bench.executor.worker.ExitGuard;
import org.derl.bench.metric.MetricFamily;
import org.derl.bench.scaffold.PluginPart;
import org.derl.bench.sweep.Seeds;
import org.derl.bench.table.TableFormat;
import org.derl.bench.text.LineWidth;
import org.derl.config.Names;
import org.derl.data.SplitName;
import org.derl.data.corruption.Corruption;
import org.derl.data.corruption.CorruptionProtocol;
import org.derl.io.Reason;
import org.derl.tensor.Kernels;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point of the {@code derl} launcher. */
@Command(
        name = "derl",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Compares models of multimodal sentiment.",
        exitCodeListHeading = "%nExit codes of every command, beside its own:%n",
        exitCodeList = {
            "2:An argument, a setting or a file cannot be used; see the message.",
            "70:The memory does not suffice; DERL_HEAP gives more.",
            "71:A mistake of DERL's own, or of a plugin; README.md says where to report it.",
            "74:Standard output could not be written to, as on a full disk.",
            "130:Interrupted, as by Ctrl-C.",
            "141:Whoever read standard output has gone, such as head."
        })
public final class Main implements Runnable {

    /** What work that did not come to its end gives. */
    private static final int FAILED = 1;

    /** In the order of help. */
    private static final List<Class<?>> COMMANDS = List.of(
            CompareCommand.class,
            TuneCommand.class,
            ShowCommand.class,
            ReportCommand.class,
            ExplainGapCommand.class,
            ShareCommand.class,
            VerifyCommand.class,
            ReplayCommand.class,
            PredictCommand.class,
            RobustnessCommand.class,
            ProbeCommand.class,
            ModelsCommand.class,
            SettingsCommand.class,
            DataCommand.class,
            ScoreCommand.class,
            ParityCommand.class,
            ContractCommand.class,
            NewCommand.class,
            SpeedCommand.class,
            GrowthCommand.class,
            GpuCommand.class,
            CompletionCommand.class);

    /** Options that were called otherwise. */
    private static final Map<String, String> FORMER_OPTIONS = Map.of(
            "--part", "write --split",
            "--reference", "write --compare-to",
            "--experiment", "name the experiment by itself, as in 'derl compare table-5'");

    @Spec
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        ExitGuard guard = ExitGuard.install(Main::endedByPlugin);
        Output output = Output.install();
        CommandLine command = commandLine(arguments);
        command.getOut(); // is standard output from now on, which is for what a command finds out
        System.setErr(CleanWriter.of(System.err, LineWidth.ofErrors())); // logs name files, and what they hold
        System.setOut(System.err); // and what anything else prints, such as a plugin, goes beside it
        int status = run(command, arguments);
        command.getOut().flush();
        Failure end = output.end(status);
        end.print(command.getErr());
        guard.release();
        System.exit(end.status());
    }

    private static void endedByPlugin(String where) {
        System.err.println(
                "a plugin or its library called System.exit" + where + ", which ended this command before its"
                        + " work was done; take that call out of it, or the jar out of DERL_PLUGINS");
        Runtime.getRuntime().halt(FAILED);
    }

    private static int run(CommandLine command, String[] arguments) {
        try {
            return command.execute(arguments);
        } catch (Error e) { // which no handler of the command line sees
            return explain(e, command);
        }
    }

    /** What reads arguments. Where they begin with a command's name, it knows no other: describing all takes time. */
    public static CommandLine commandLine(String... words) {
        CommandLine all = new CommandLine(new Main());
        List<Class<?>> named = COMMANDS.stream()
                .filter(one -> words.length > 0
                        && one.getAnnotation(Command.class).name().equals(words[0]))
                .toList();
        (named.isEmpty() ? COMMANDS : named).forEach(all::addSubcommand);
        return all.setExecutionStrategy(Main::execute)
                .registerConverter(Path.class, Main::path)
                .registerConverter(Seeds.class, Main::seeds)
                .registerConverter(TrainingRecipe.class, oneOf(TrainingRecipe.class))
                .registerConverter(Kernels.class, oneOf(Kernels.class))
                .registerConverter(FigureFormat.class, oneOf(FigureFormat.class))
                .registerConverter(SplitName.class, oneOf(SplitName.class))
                .registerConverter(MetricFamily.class, oneOf(MetricFamily.class))
                .registerConverter(PluginPart.class, oneOf(PluginPart.class))
                .registerConverter(TableFormat.class, oneOf(TableFormat.class))
                .registerConverter(CorruptionProtocol.class, oneOf(CorruptionProtocol.class))
                .registerConverter(CompletionCommand.Shell.class, oneOf(CompletionCommand.Shell.class))
                .registerConverter(Corruption.Form.class, oneOf(Corruption.Form.class))
                .setParameterExceptionHandler(Main::refuse)
                .setExecutionExceptionHandler((exception, command, arguments) -> explain(exception, command));
    }

    /** Help is ours alone and may be in colors; what else a command writes may be what others put into files. */
    private static int execute(ParseResult arguments) {
        Integer help = CommandLine.executeHelpRequest(arguments);
        if (help != null) {
            return help;
        }
        CommandLine all = arguments.commandSpec().commandLine();
        all.setOut(CleanWriter.of(all.getOut(), LineWidth.ofOutput()));
        all.setErr(CleanWriter.of(all.getErr(), LineWidth.ofErrors()));
        return new CommandLine.RunLast().execute(arguments);
    }

    /** Says what is wrong with the arguments, what they may have meant, and where all of them are explained. */
    private static int refuse(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = CleanWriter.of(command.getErr(), LineWidth.ofErrors());
        err.println(renamed(exception).orElseGet(() -> Reason.of(exception)));
        UnmatchedArgumentException.printSuggestions(exception, err);
        err.println("'" + command.getCommandSpec().qualifiedName() + " --help' lists all there is");
        err.flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** What an option that is called otherwise today is told. */
    private static Optional<String> renamed(ParameterException exception) {
        return exception instanceof UnmatchedArgumentException unmatched
                ? unmatched.getUnmatched().stream()
                        .map(argument -> argument.replaceFirst("=.*", ""))
                        .filter(FORMER_OPTIONS::containsKey)
                        .map(option -> option + " is no option any more: " + FORMER_OPTIONS.get(option))
                        .findFirst()
                : Optional.empty();
    }

    /** One of a few names in any case; the message has them as help and settings write them. */
    private static <E extends Enum<E>> ITypeConverter<E> oneOf(Class<E> type) {
        List<E> all = List.of(type.getEnumConstants());
        return text -> all.stream()
                .filter(one -> Names.kebab(one.name()).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected one of "
                        + all.stream().map(one -> Names.kebab(one.name())).collect(Collectors.joining(", "))
                        + ", but was '" + text + "'"));
    }

    private static Seeds seeds(String text) {
        try {
            return Seeds.of(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(Reason.of(e));
        }
    }

    /** An empty name would mean the current folder, which hardly anybody means. */
    private static Path path(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("it is empty; name a file or folder");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("it is no name of a file here (" + e.getReason() + ")");
        }
    }

    private static int explain(Throwable error, CommandLine command) {
        Failure failure = Failure.of(error);
        command.getOut().flush();
        failure.print(command.getErr());
        return failure.status() == Failure.REFUSED
                ? command.getCommandSpec().exitCodeOnInvalidInput()
                : failure.status();
    }

    @Override
    public void run() {
        spec.commandLine().usage(CleanWriter.raw(spec.commandLine().getOut())); // may be in colors
    }
}

package org.derl.bench.cli;

import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.util.List;
import org.derl.bench.cli.command.CommandNames;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.configuration.Configuration;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;

/** {@code derl completion}. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints a script by which a shell completes commands, options and names of models, data sets,"
                + " text encoders and experiments.",
        footer = {"", "  source <(./derl completion bash)", "  source <(./derl completion zsh)"})
final class CompletionCommand extends ConfiguredCommand {

    /** Shells that take the script; zsh by what it has of bash. */
    enum Shell {
        BASH,
        ZSH
    }

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell;

    @Inject
    private Configuration configuration;

    @Override
    protected int run() {
        CommandLine all = Main.commandLine();
        List<String> names = configuration.names().stream().distinct().sorted().toList();
        all.getSubcommands().values().forEach(command -> name(command, names));
        PrintWriter out = spec.commandLine().getOut();
        if (shell == Shell.ZSH) {
            out.println("autoload -U +X compinit && compinit");
        }
        out.print(AutoComplete.bash("derl", all));
        out.flush();
        return 0;
    }

    /** Lets options whose values are names know them. */
    private static void name(CommandLine command, List<String> names) {
        CommandSpec spec = command.getCommandSpec();
        for (OptionSpec option : List.copyOf(spec.options())) {
            if (CommandNames.isNamed(option)) {
                spec.remove(option);
                spec.addOption(
                        OptionSpec.builder(option).completionCandidates(names).build());
            }
        }
        command.getSubcommands().values().forEach(below -> name(below, names));
    }
}

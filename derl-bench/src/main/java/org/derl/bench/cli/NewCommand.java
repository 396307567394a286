package org.derl.bench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code derl new}. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description = "Writes a project to begin with.",
        subcommands = NewPluginCommand.class)
final class NewCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say of what: derl new plugin NAME");
    }
}

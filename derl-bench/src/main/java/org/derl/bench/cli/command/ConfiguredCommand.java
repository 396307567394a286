package org.derl.bench.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.derl.bench.configuration.Configuration;
import org.derl.config.ConfigBinder;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command that reads configuration: of its options a configuration is made, of that an injector, and that gives the
 * command what its fields ask for. Until it is called, nothing of all this is loaded.
 */
public abstract class ConfiguredCommand implements Callable<Integer> {

    /** How it was called. */
    @Spec
    protected CommandSpec spec;

    @Mixin
    private SettingsOptions settings;

    @Override
    public final Integer call() throws Exception {
        check();
        configuration().inject(this, new CommandModule(needs()));
        return run();
    }

    /** What binds settings by what all jars offer, for commands that read no settings but those. */
    public static ConfigBinder binder() {
        return Configuration.of(ConfiguredCommand.class.getClassLoader())
                .injector()
                .getInstance(ConfigBinder.class);
    }

    /** Refuses options that do not go together, before anything is read. */
    protected void check() {}

    /** What the options say. Names of models, data sets, text encoders and experiments have their own case then. */
    protected Configuration configuration() {
        Configuration configuration = settings.configuration();
        CommandNames.of(configuration).inAnyCase(spec.commandLine().getParseResult());
        return configuration;
    }

    /** What it asks for besides the services of configuration. */
    protected List<Class<?>> needs() {
        return List.of();
    }

    /** Does what the command is there for, and tells the exit status. */
    protected abstract int run() throws Exception;
}

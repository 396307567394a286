package org.derl.bench.cli.command;

import java.nio.file.Path;
import org.derl.bench.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say where files lie. */
public final class DirectoryOptions {

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where data sets lie (default: the environment's DERL_DATA, else data).")
    private @Nullable Path data;

    @Option(
            names = "--cache-dir",
            paramLabel = "DIR",
            description = "Where converted weights and computed features are kept "
                    + "(default: the environment's DERL_CACHE, else .cache/derl in your home).")
    private @Nullable Path cache;

    /** Whether one was given. */
    public boolean given() {
        return data != null || cache != null;
    }

    /** What the jars say, with these directories. */
    public Configuration configuration() {
        return Configuration.of(DirectoryOptions.class.getClassLoader(), data, cache);
    }
}

package org.derl.bench.cli.command;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derl.bench.configuration.Configuration;
import org.derl.config.Settings;
import org.derl.config.file.ConfigFiles;
import org.derl.io.Reason;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every command that reads configuration: where files lie, and which settings differ. */
final class SettingsOptions {

    @Option(
            names = "--settings",
            paramLabel = "FILE.conf",
            description =
                    "Settings over those of the jars, by full path, such as derl.models.derl.training.epochs = 3, and"
                            + " experiments: docs/settings.md.")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "NAME.PATH=VALUE",
            description = "One setting, such as derl.training.epochs=3, or '*.training.epochs=3' of all models; over"
                    + " those of --settings.")
    private List<String> assignments = new ArrayList<>();

    @Mixin
    private DirectoryOptions directories;

    /** What the jars say, with these settings over it. */
    Configuration configuration() {
        Configuration jars = directories.configuration();
        List<Config> layers = new ArrayList<>();
        if (file != null) {
            Config read = read(file);
            jars = jars.withExperimentsOf(read);
            layers.add(jars.byName(read));
        }
        CommandNames names = CommandNames.of(jars.with(Settings.layer(layers)));
        layers.add(names.inAnyCase(Settings.parse("--set", assignments)));
        return jars.with(Settings.layer(layers));
    }

    private static Config read(Path file) {
        try {
            return ConfigFiles.read(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("the settings cannot be read: " + Reason.of(e), e);
        }
    }
}

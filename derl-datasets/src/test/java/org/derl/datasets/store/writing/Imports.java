package org.derl.datasets.store.writing;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.derl.config.Blueprint;
import org.derl.config.ConfigBinder;
import org.derl.config.Settings;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FeatureImport;
import org.derl.data.file.FeatureImport.Target;
import org.derl.datasets.DataSetsPlugin;
import org.derl.io.Directories;
import org.derl.plugin.Plugins;

/** Imports as a user asks for them: by a policy of configuration and what differs from it. */
public final class Imports {

    private Imports() {}

    record Wanted(String description, Blueprint<Directories, FeatureImport> policy) {}

    /** Binds a shipped policy with settings over it. */
    static Wanted bind(String policy, String settings) {
        Config defaults = Plugins.defaults(Imports.class.getClassLoader());
        Config shipped = defaults.getConfig("derl.policies." + policy);
        Config wanted = Settings.layer(
                List.of(shipped, ConfigFactory.parseString(settings).atPath("policy")));
        return new ConfigBinder(Plugins.of(new DataSetsPlugin()), defaults)
                .bind(wanted.atPath("wanted"), "wanted", Wanted.class);
    }

    static FeatureImport of(String policy, String settings) {
        Path unused = Path.of("unused");
        return bind(policy, settings).policy().build(new Directories(unused, unused));
    }

    /** Imports content into a data set called made, below {@code data-sets} of a cache. */
    public static List<String> run(String policy, String settings, FeatureFile content, Path origin, Path cache)
            throws IOException {
        return run(policy, settings, content, origin, cache, true);
    }

    static List<String> run(
            String policy, String settings, FeatureFile content, Path origin, Path cache, boolean replaces)
            throws IOException {
        Target target = new Target("made", "mosi", cache.resolve("data-sets").resolve("made"), replaces);
        return of(policy, settings).write(content, List.of(origin), target).notes();
    }
}

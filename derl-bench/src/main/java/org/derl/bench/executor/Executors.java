package org.derl.bench.executor;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.derl.bench.configuration.Configuration;
import org.derl.config.Blueprint;
import org.derl.config.ConfigBinder;
import org.derl.config.Names;
import org.derl.config.Settings;

/** The executors that configuration describes, below {@code derl.executors}. */
public final class Executors {

    private static final String ROOT = "derl.executors";

    private final Configuration configuration;
    private final ConfigBinder binder;

    @Inject
    Executors(Configuration configuration, ConfigBinder binder) {
        this.configuration = configuration;
        this.binder = binder;
    }

    /** As a file describes one. */
    private record Described(Blueprint<Workplace, TrialExecutor> executor) {}

    /** Their names, sorted. */
    public List<String> names() {
        return configuration.defaults().getObject(ROOT).keySet().stream()
                .sorted()
                .toList();
    }

    /**
     * One of them; whoever asks closes it.
     *
     * @throws IllegalArgumentException when there is none of this name; the message says which is nearest
     * @throws org.derl.config.InvalidConfigException with every mistake in its settings
     */
    public TrialExecutor executor(String name, Workplace place) {
        if (!names().contains(name)) {
            throw new IllegalArgumentException("there is no executor '" + name + "'; " + Names.unknown(name, names()));
        }
        List<Config> layers = new ArrayList<>();
        layers.add(configuration.defaults().getConfig(ConfigUtil.joinPath("derl", "executors", name)));
        String told = ConfigUtil.joinPath("executor", name);
        if (configuration.overrides().hasPath(told)) {
            layers.add(configuration.overrides().getConfig(told));
        }
        Config settings = Settings.layer(layers).atPath("executor").atPath(name);
        return binder.bind(settings, name, Described.class).executor().build(place);
    }
}

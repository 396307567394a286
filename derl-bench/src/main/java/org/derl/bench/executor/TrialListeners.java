package org.derl.bench.executor;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.derl.bench.configuration.Configuration;
import org.derl.config.Blueprint;
import org.derl.config.ConfigBinder;
import org.derl.config.FaultyPluginException;
import org.derl.config.Settings;

/**
 * The listeners that are described below {@code derl.trial-listeners}. What one of them throws ends the experiment, and
 * names it.
 */
public final class TrialListeners {

    private static final String ROOT = "derl.trial-listeners";
    private static final String TOLD = "trial-listener";

    private final List<Described> described;

    /** As a file describes one. */
    private record Described(Blueprint<Path, TrialListener> trialListener) {}

    private record Named(String label, TrialListener listener) {}

    /**
     * Binds them.
     *
     * @throws org.derl.config.InvalidConfigException with every mistake in their settings
     */
    public TrialListeners(Configuration configuration, ConfigBinder binder) {
        List<Config> layers = new ArrayList<>(List.of(configuration.defaults().getConfig(ROOT)));
        if (configuration.overrides().hasPath(TOLD)) {
            layers.add(configuration.overrides().getConfig(TOLD));
        }
        Config all = Settings.layer(layers);
        described = all.root().keySet().stream()
                .sorted()
                .map(name -> binder.bind(
                        all.getConfig(ConfigUtil.joinPath(name)).atPath(TOLD).atPath(name), name, Described.class))
                .toList();
    }

    /**
     * All of them and one more, as one.
     *
     * @param folder of the experiment
     */
    public All with(TrialListener own, Path folder) {
        List<Named> all = new ArrayList<>(List.of(new Named("a listener fails", own)));
        described.forEach(one -> all.add(new Named(
                one.trialListener().label() + " fails", one.trialListener().build(folder))));
        return new All(List.copyOf(all));
    }

    /** Each is told everything, in the order of the settings. */
    public static final class All implements AutoCloseable {

        private final List<Named> all;

        private All(List<Named> all) {
            this.all = all;
        }

        /** Tells each of them something. */
        public void tell(Consumer<TrialListener> event) {
            all.forEach(named -> FaultyPluginException.guarding(named.label(), () -> {
                event.accept(named.listener());
                return named;
            }));
        }

        /** Closes those that settings name; the other one belongs to whoever gave it. */
        @Override
        public void close() {
            all.subList(1, all.size())
                    .forEach(named -> FaultyPluginException.guarding(named.label(), () -> {
                        named.listener().close();
                        return named;
                    }));
        }
    }
}

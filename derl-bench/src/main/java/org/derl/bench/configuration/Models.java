package org.derl.bench.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.derl.config.ConfigBinder;
import org.derl.config.Settings;

/** The models that configuration describes, below {@code derl.models}, and those that settings add. */
public final class Models {

    private final Configuration configuration;
    private final ConfigBinder binder;
    private final ModelFiles files;

    /** The models of a configuration. */
    @Inject
    public Models(Configuration configuration, ConfigBinder binder) {
        this.configuration = configuration;
        this.binder = binder;
        files = ModelFiles.of(configuration.defaults(), configuration.overrides());
    }

    /** Their names, sorted. */
    public List<String> names() {
        return files.names();
    }

    /** The names of those that are not variants of another one, sorted. */
    public List<String> originals() {
        return files.originals();
    }

    /** The names of families and data sets for which some model is set otherwise, sorted. */
    public SortedSet<String> on() {
        return files.on();
    }

    /**
     * The settings of a model: those of the model that it is like, its file, over it what the file says of the data
     * set's family, then of the data set itself, and over all the overrides.
     *
     * @param on the family and the name of the data set, the weaker first; may be empty
     * @throws IllegalArgumentException when there is no such model; the message says which is nearest
     * @throws org.derl.config.InvalidConfigException with every mistake
     */
    public ModelSettings settings(String name, List<String> on) {
        return bind(name, files.layers(name, on));
    }

    /**
     * The settings of a model as jars have them, without those that lie over all others.
     *
     * @param on the family and the name of the data set, the weaker first; may be empty
     * @throws IllegalArgumentException when no jar has such a model; the message says which is nearest
     */
    public ModelSettings shipped(String name, List<String> on) {
        return bind(
                name,
                ModelFiles.of(configuration.defaults(), ConfigFactory.empty()).layers(name, on));
    }

    /**
     * The paths of settings that hold for a model though they were searched with another text encoder, by its name: a
     * model file says so by {@code searched-with}, beside them.
     *
     * @param on the family and the name of the data set, the weaker first
     * @param textEncoder the one before the model
     */
    public Map<String, List<String>> searchedWithOthers(String name, List<String> on, String textEncoder) {
        return files.searchedWithOthers(name, on, textEncoder);
    }

    private ModelSettings bind(String name, List<Config> layers) {
        return binder.bind(Settings.layer(layers).atPath(name), name, ModelSettings.class);
    }
}

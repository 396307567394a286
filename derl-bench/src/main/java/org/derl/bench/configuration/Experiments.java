package org.derl.bench.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import jakarta.inject.Inject;
import java.util.List;

/**
 * The experiments that configuration describes, below {@code derl.experiments}: what is compared, and how it is set.
 */
public final class Experiments {

    private static final String SETTINGS = "settings";
    private static final String MODELS = "models";
    private static final Config SEARCH = ConfigFactory.parseString("split = validation");

    private final Config config;
    private final Section files;

    @Inject
    Experiments(Configuration configuration) {
        config = configuration.defaults();
        files = Section.of("experiment", config, "derl.experiments");
    }

    /** Their names, sorted. */
    public List<String> names() {
        return files.names();
    }

    /**
     * What an experiment compares: all that its file says but for the settings of models. One that varies a setting is
     * on the validation split unless it says otherwise, for it is there to choose by.
     *
     * @param models in place of those that it names; none for its own
     * @throws IllegalArgumentException when there is no such experiment; the message says which is nearest
     */
    public Config comparison(String name, List<String> models) {
        Config file = files.entry(name);
        List<String> compared = Variation.of(file).models(chosen(file, models));
        return file.withoutPath(SETTINGS)
                .withoutPath(Variation.VARY)
                .withValue(MODELS, ConfigValueFactory.fromIterable(compared))
                .withFallback(file.hasPath(Variation.VARY) ? SEARCH : ConfigFactory.empty());
    }

    /** The settings of models in an experiment, and the models that it varies. */
    List<Config> settings(String name, List<String> models) {
        Config file = files.entry(name);
        Config own = file.hasPath(SETTINGS) ? file.getConfig(SETTINGS) : ConfigFactory.empty();
        return List.of(own, Variation.of(file).settings(chosen(file, models), config));
    }

    private static List<String> chosen(Config file, List<String> models) {
        return models.isEmpty() ? file.getStringList(MODELS) : models;
    }
}

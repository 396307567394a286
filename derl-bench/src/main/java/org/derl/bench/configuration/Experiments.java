package org.derl.bench.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.derl.bench.sweep.Variation;

/**
 * The experiments that configuration describes, below {@code derl.experiments}: what is compared, and how it is set.
 */
public final class Experiments {

    private static final String SETTINGS = "settings";
    private static final String MODELS = "models";
    private static final String TITLE = "title";
    /** What a search says of its split. */
    public static final Config SEARCH = ConfigFactory.parseString("split = validation");

    private final Config config;
    private final Section files;

    @Inject
    Experiments(Configuration configuration) {
        config = configuration.defaults();
        files = section(config);
    }

    static Section section(Config config) {
        return Section.of("experiment", config, "derl.experiments");
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
        List<String> compared = Variation.of(file).models(chosen(name, file, models));
        return file.withoutPath(SETTINGS)
                .withoutPath(Variation.VARY)
                .withoutPath(Variation.TOGETHER)
                .withValue(MODELS, ConfigValueFactory.fromIterable(compared))
                .withFallback(ConfigFactory.parseMap(Map.of(TITLE, name)))
                .withFallback(file.hasPath(Variation.VARY) ? SEARCH : ConfigFactory.empty());
    }

    /** The settings of models in an experiment, and the models that it varies. */
    List<Config> settings(String name, List<String> models) {
        Config file = files.entry(name);
        Config own = file.hasPath(SETTINGS) ? file.getConfig(SETTINGS) : ConfigFactory.empty();
        return List.of(own, Variation.of(file).settings(chosen(name, file, models), this::title));
    }

    /** The values of the settings that an experiment varies, by the names of models, then by paths. */
    public Map<String, Map<String, String>> varied(String name, List<String> models) {
        Config file = files.entry(name);
        return Variation.of(file).values(chosen(name, file, models));
    }

    private String title(String model) {
        String path = ConfigUtil.joinPath("derl", "models", model, TITLE);
        return config.hasPath(path) ? config.getString(path) : model;
    }

    private static List<String> chosen(String name, Config file, List<String> models) {
        if (models.isEmpty() && !file.hasPath(MODELS)) {
            throw new IllegalArgumentException(file.origin().description() + ": the experiment '" + name
                    + "' says no models; write models = [derl, tfn], or name them by --models");
        }
        return models.isEmpty() ? file.getStringList(MODELS) : models;
    }
}

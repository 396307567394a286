package org.derl.bench.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Tries several values of one setting of models. Each model is replaced by one variant per value, such as
 * {@code tfn-learning-rate-1e-3}, which is equal in everything else.
 *
 * @param setting its path, from the model on
 * @param values which it takes
 */
record Variation(String setting, List<ConfigValue> values) {

    static final String VARY = "vary";

    /** What the file of an experiment varies; it may be nothing. */
    static Variation of(Config experiment) {
        if (!experiment.hasPath(VARY)) {
            return new Variation("", List.of());
        }
        Config vary = experiment.getConfig(VARY);
        return new Variation(vary.getString("setting"), List.copyOf(vary.getList("values")));
    }

    /** The models to compare in place of these. */
    List<String> models(List<String> models) {
        return values.isEmpty()
                ? models
                : models.stream()
                        .flatMap(model -> values.stream().map(value -> name(model, value)))
                        .toList();
    }

    /** The settings of the models in place of these. */
    Config settings(List<String> models, Config config) {
        Config all = ConfigFactory.empty();
        for (String model : models) {
            for (ConfigValue value : values) {
                Config variant = ConfigFactory.parseMap(Map.of("like", model, "title", title(model, value, config)))
                        .withValue(setting, value);
                all = all.withValue(ConfigUtil.joinPath(name(model, value)), variant.root());
            }
        }
        return all;
    }

    private String name(String model, ConfigValue value) {
        return model + "-" + key() + "-" + text(value);
    }

    private String title(String model, ConfigValue value, Config config) {
        String path = ConfigUtil.joinPath("derl", "models", model, "title");
        String title = config.hasPath(path) ? config.getString(path) : model;
        return title + ", " + key().replace('-', ' ') + " " + text(value);
    }

    private String key() {
        List<String> path = ConfigUtil.splitPath(setting);
        return path.get(path.size() - 1);
    }

    /** Without a dot, which would end the name where settings are given by their path: 0.0015 is 15e-4. */
    private static String text(ConfigValue value) {
        if (!(value.unwrapped() instanceof Number)) {
            return String.valueOf(value.unwrapped());
        }
        BigDecimal number = new BigDecimal(value.unwrapped().toString()).stripTrailingZeros();
        return number.scale() <= 0 ? number.toPlainString() : number.unscaledValue() + "e-" + number.scale();
    }
}

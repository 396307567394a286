package org.derl.bench.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.derl.bench.configuration.ModelFiles.Layer;
import org.derl.config.Names;
import org.derl.config.Settings;

/** Whose settings of training a model has. They lie above those of its own file, and below all that is given. */
public enum TrainingRecipe {
    /** Those of its text encoder, the same before every model. Where that says nothing, they are the model's own. */
    EQUAL,
    /** Its own, and over them what its file says below {@code published}. */
    PUBLISHED;

    /** By which settings over those of jars name one. */
    public static final String SETTING = "recipe";

    private static final String TRAINING = "training";
    private static final String OPTIMIZATION = "optimization";
    private static final String MODEL = "model";

    /**
     * The one that settings over those of jars name; the equal one unless they do.
     *
     * @throws IllegalArgumentException when there is none of that name; the message says which there are
     */
    public static TrainingRecipe of(Config overrides) {
        if (!overrides.hasPath(SETTING)) {
            return EQUAL;
        }
        String name = overrides.getString(SETTING);
        return Arrays.stream(values())
                .filter(recipe -> recipe.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no training recipe '" + name + "'; there are "
                        + Arrays.stream(values()).map(TrainingRecipe::toString).collect(Collectors.joining(", "))));
    }

    /** Settings over those of jars that name this one. */
    public Config in(Config overrides) {
        return this == EQUAL
                ? overrides.withoutPath(SETTING)
                : overrides.withValue(SETTING, ConfigValueFactory.fromAnyRef(name()));
    }

    /** What it says of training, and of the network where it was trained from other weights than drawn ones. */
    Layer layer(String model, List<Layer> ofModel, String textEncoder, Config ofTextEncoder) {
        String by = (this == EQUAL ? textEncoder : model) + ", recipe " + this;
        Config said = this == EQUAL
                ? ofTextEncoder.atPath(TRAINING)
                : published(ofModel)
                        .withOnlyPath(TRAINING)
                        .withFallback(published(ofModel).withOnlyPath(MODEL));
        return new Layer(by, said, false);
    }

    /** What it says of groups of rates of the text encoder, and anything else that a model's file says beside these. */
    Config groups(List<Layer> ofModel) {
        return this == EQUAL
                ? ConfigFactory.empty()
                : published(ofModel).withoutPath(TRAINING).withoutPath(MODEL);
    }

    private static Config published(List<Layer> layers) {
        return Settings.layer(layers.stream().map(Layer::published).toList());
    }

    /**
     * A model's layers with that of a recipe below them, where none of them says what the recipe says, unless it is
     * given.
     */
    static List<Layer> put(Layer recipe, List<Layer> layers) {
        List<Layer> all = new ArrayList<>(List.of(recipe));
        for (Layer layer : layers) {
            all.add(layer.given() ? layer : layer.with(without(layer.settings(), recipe.settings())));
        }
        return all;
    }

    private static Config without(Config layer, Config recipe) {
        Config rest = layer;
        for (List<String> path : List.of(List.of(TRAINING), List.of(TRAINING, OPTIMIZATION))) {
            String parent = ConfigUtil.joinPath(path);
            if (recipe.hasPath(parent)) {
                for (String key : recipe.getObject(parent).keySet()) {
                    rest = key.equals(OPTIMIZATION) ? rest : rest.withoutPath(parent + "." + ConfigUtil.joinPath(key));
                }
            }
        }
        for (Map.Entry<String, ConfigValue> setting : recipe.withOnlyPath(MODEL).entrySet()) {
            rest = rest.withoutPath(setting.getKey());
        }
        return rest;
    }

    @Override
    public String toString() {
        return Names.kebab(name());
    }
}

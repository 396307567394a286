package org.derl.bench.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What model files say, layer by layer. A model that is {@code like} another one says only what differs: below its own
 * layers lie all of the other's, whatever is said of that one by family, data set or override.
 */
final class ModelFiles {

    private static final String LIKE = "like";
    private static final String ON = "on";
    private static final String SEARCHED_WITH = "searched-with";
    private static final String TITLE = "title";

    private static final String DEFAULTS = "derl.defaults.training";

    private final Section files;
    private final Config training;
    private final Config overrides;

    private ModelFiles(Section files, Config training, Config overrides) {
        this.files = files;
        this.training = training;
        this.overrides = overrides;
    }

    /**
     * The models of {@code derl.models}, and those that overrides add.
     *
     * @param overrides by name; an entry that no model has yet and that is {@code like} another one is a new model
     */
    static ModelFiles of(Config config, Config overrides) {
        Section shipped = Section.of("model", config, "derl.models");
        Config files = shipped.entries();
        Config rest = overrides;
        for (Map.Entry<String, ConfigValue> entry : overrides.root().entrySet()) {
            boolean isNew = entry.getValue() instanceof ConfigObject own
                    && own.containsKey(LIKE)
                    && !shipped.names().contains(entry.getKey());
            if (isNew) {
                files = files.root().withValue(entry.getKey(), entry.getValue()).toConfig();
                rest = rest.root().withoutKey(entry.getKey()).toConfig();
            }
        }
        Config training = config.hasPath(DEFAULTS) ? config.getConfig(DEFAULTS) : ConfigFactory.empty();
        return new ModelFiles(new Section(shipped.kind(), files), training.atPath("training"), rest);
    }

    /** The names, sorted. */
    List<String> names() {
        return files.names();
    }

    /** The names of those that are not like another one, sorted. */
    List<String> originals() {
        return names().stream()
                .filter(name -> !files.entry(name).root().containsKey(LIKE))
                .toList();
    }

    /** The names of families and data sets for which some model is set otherwise, sorted. */
    SortedSet<String> on() {
        SortedSet<String> on = new TreeSet<>();
        for (String name : names()) {
            if (files.entry(name).root().get(ON) instanceof ConfigObject own) {
                on.addAll(own.keySet());
            }
        }
        return on;
    }

    /**
     * What holds for a model, the weakest first: below all, how any model trains.
     *
     * @param on the family and the name of the data set, the weaker first; may be empty
     * @throws IllegalArgumentException when there is no such model
     */
    List<Config> layers(String name, List<String> on) {
        List<Config> layers = new ArrayList<>(List.of(training));
        layers(name, on, List.of()).forEach(layer -> layers.add(layer.withoutPath(SEARCHED_WITH)));
        return layers;
    }

    /**
     * The paths of settings that hold for a model though they were searched with another text encoder, by its name.
     *
     * @param on the family and the name of the data set, the weaker first
     * @param textEncoder the one before the model
     */
    Map<String, List<String>> searchedWithOthers(String name, List<String> on, String textEncoder) {
        List<Config> layers = layers(name, on, List.of());
        Map<String, List<String>> paths = new TreeMap<>();
        for (int i = 0; i < layers.size(); i++) {
            Config layer = layers.get(i);
            List<Config> above = layers.subList(i + 1, layers.size());
            if (layer.hasPath(SEARCHED_WITH) && !layer.getString(SEARCHED_WITH).equals(textEncoder)) {
                layer.withoutPath(SEARCHED_WITH).entrySet().stream()
                        .map(Map.Entry::getKey)
                        .filter(path -> above.stream().noneMatch(stronger -> stronger.hasPathOrNull(path)))
                        .sorted()
                        .forEach(path -> paths.computeIfAbsent(
                                        layer.getString(SEARCHED_WITH), encoder -> new ArrayList<>())
                                .add(path));
            }
        }
        return paths;
    }

    private List<Config> layers(String name, List<String> on, List<String> above) {
        if (above.contains(name)) {
            throw new IllegalArgumentException(
                    "the model '" + name + "' is like itself: " + String.join(" is like ", above) + " is like " + name);
        }
        Config file = files.entry(name);
        List<Config> layers = new ArrayList<>();
        ConfigValue like = file.root().get(LIKE);
        if (like != null) {
            List<String> chain = new ArrayList<>(above);
            chain.add(name);
            layers.add(titled(name));
            layers(String.valueOf(like.unwrapped()), on, chain).forEach(layer -> layers.add(layer.withoutPath(TITLE)));
        }
        layers.add(file.withoutPath(ON).withoutPath(LIKE));
        on.stream()
                .distinct()
                .map(key -> ON + "." + key)
                .filter(file::hasPath)
                .forEach(path -> layers.add(file.getConfig(path)));
        if (overrides.root().get(name) instanceof ConfigObject own) {
            layers.add(own.toConfig());
        }
        return layers;
    }

    /** Two models of one title could not be told apart in a table. */
    private static Config titled(String name) {
        return ConfigFactory.empty().withValue(TITLE, ConfigValueFactory.fromAnyRef(name));
    }
}

package org.derl.bench.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What model files say, layer by layer. A model that is {@code like} another one says only what differs: below its own
 * layers lie all of the other's, whatever is said of that one by family, data set or override.
 */
final class ModelFiles {

    /** In the place of a model's name: what is given for every model. */
    static final String EVERY = "*";

    private static final String LIKE = "like";
    private static final String ON = "on";
    private static final String SEARCHED_WITH = "searched-with";
    private static final String STRUCTURE = "structure";
    private static final String TITLE = "title";
    private static final String PUBLISHED = "published";
    private static final String SPACE = "space";
    private static final String SEARCHED = "searched";

    private static final String DEFAULTS = "derl.defaults.training";
    private static final String DEFAULT_SPACE = "derl.defaults.space";

    private final Section files;
    private final Config training;
    private final Config space;
    private final Config overrides;
    private final Set<String> added;

    private ModelFiles(Section files, Config training, Config space, Config overrides, Set<String> added) {
        this.files = files;
        this.training = training;
        this.space = space;
        this.overrides = overrides;
        this.added = Set.copyOf(added);
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
        Set<String> added = new TreeSet<>();
        for (Map.Entry<String, ConfigValue> entry : overrides.root().entrySet()) {
            boolean isNew = entry.getValue() instanceof ConfigObject own
                    && own.containsKey(LIKE)
                    && !shipped.names().contains(entry.getKey());
            if (isNew) {
                added.add(entry.getKey());
                files = files.root().withValue(entry.getKey(), entry.getValue()).toConfig();
                rest = rest.root().withoutKey(entry.getKey()).toConfig();
            }
        }
        Config training = config.hasPath(DEFAULTS) ? config.getConfig(DEFAULTS) : ConfigFactory.empty();
        Config space = config.hasPath(DEFAULT_SPACE) ? config.getConfig(DEFAULT_SPACE) : ConfigFactory.empty();
        return new ModelFiles(new Section(shipped.kind(), files), training.atPath("training"), space, rest, added);
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

    /** The comment above a model's settings, in one line; empty where there is none. */
    String description(String name) {
        return String.join(" ", files.entry(name).origin().comments())
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** The model that a variant is like; empty of one that is no variant. */
    Optional<String> original(String name) {
        return Optional.ofNullable(files.entry(name).root().get(LIKE)).map(like -> String.valueOf(like.unwrapped()));
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
     * Settings of a model.
     *
     * @param by who says them, in a few words
     * @param given whether they are over those of jars
     */
    record Layer(String by, Config settings, boolean given) {

        Layer with(Config others) {
            return new Layer(by, others, given);
        }

        /** What is said beside the settings that hold. */
        Config published() {
            return settings.hasPath(PUBLISHED) ? settings.getConfig(PUBLISHED) : ConfigFactory.empty();
        }

        /** The text encoder with which it was searched; null where that is not said. */
        @Nullable
        String searchedWith() {
            return settings.hasPath(SEARCHED_WITH) ? settings.getString(SEARCHED_WITH) : null;
        }

        /** What a search draws from, as far as this layer says. */
        Config space() {
            return settings.hasPath(SPACE) ? settings.getConfig(SPACE) : ConfigFactory.empty();
        }

        /** What was spent on the search that found these settings; empty where that is not said. */
        Config searched() {
            return settings.hasPath(SEARCHED) ? settings.getConfig(SEARCHED) : ConfigFactory.empty();
        }

        private Layer withoutRemarks() {
            return with(settings.withoutPath(SEARCHED_WITH)
                    .withoutPath(PUBLISHED)
                    .withoutPath(SPACE)
                    .withoutPath(SEARCHED));
        }
    }

    /** How any model trains, which lies below all that is said of one. */
    Layer defaults() {
        return new Layer("any model", training, false);
    }

    /** What a search draws from for any model, which lies below all that is said of one. */
    Config defaultSpace() {
        return space;
    }

    /**
     * What is said of a model, the weakest first. What is given for every model lies over all that jars say, and below
     * what is given for one.
     *
     * @param on the family and the name of the data set, the weaker first; may be empty
     * @throws IllegalArgumentException when there is no such model
     */
    List<Layer> layers(String name, List<String> on) {
        List<Layer> layers = layers(name, on, List.of());
        if (overrides.root().get(EVERY) instanceof ConfigObject every) {
            int above = layers.size();
            while (above > 0 && layers.get(above - 1).given()) {
                above--;
            }
            layers.add(above, new Layer("given for every model", every.toConfig(), true));
        }
        return layers;
    }

    /** Which model one is like that overrides add; null for one of jars. */
    static @Nullable String likeOfAdded(Config config, Config overrides, String name) {
        ModelFiles files = of(config, overrides);
        return files.added.contains(name)
                ? String.valueOf(
                        Objects.requireNonNull(files.files.entry(name).root().get(LIKE))
                                .unwrapped())
                : null;
    }

    /** The title of a model; its name where nobody says one. */
    String title(String name) {
        Config file = files.entry(name);
        return file.hasPath(TITLE) ? file.getString(TITLE) : name;
    }

    /** What of that are settings. */
    static List<Layer> settings(List<Layer> layers) {
        return layers.stream().map(Layer::withoutRemarks).toList();
    }

    /**
     * The paths of settings that hold though they were searched with another text encoder, by its name.
     *
     * @param layers those that hold for a model
     * @param textEncoder the one before the model
     */
    static Map<String, List<String>> searchedWithOthers(List<Layer> layers, String textEncoder) {
        Map<String, List<String>> paths = new TreeMap<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            List<Layer> above = layers.subList(i + 1, layers.size());
            String other = layer.searchedWith();
            if (other != null && !other.equals(textEncoder)) {
                layer.withoutRemarks().settings().entrySet().stream()
                        .map(Map.Entry::getKey)
                        .filter(path -> above.stream()
                                .noneMatch(stronger -> stronger.settings().hasPathOrNull(path)))
                        .sorted()
                        .forEach(path -> paths.computeIfAbsent(other, encoder -> new ArrayList<>())
                                .add(path));
            }
        }
        return paths;
    }

    private List<Layer> layers(String name, List<String> on, List<String> above) {
        if (above.contains(name)) {
            throw new IllegalArgumentException(
                    "the model '" + name + "' is like itself: " + String.join(" is like ", above) + " is like " + name);
        }
        Config file = files.entry(name);
        boolean given = added.contains(name);
        List<Layer> layers = new ArrayList<>();
        ConfigValue like = file.root().get(LIKE);
        if (like != null) {
            List<String> chain = new ArrayList<>(above);
            chain.add(name);
            layers.add(new Layer(name, titled(name), given));
            layers(String.valueOf(like.unwrapped()), on, chain)
                    .forEach(layer -> layers.add(layer.with(layer.settings().withoutPath(TITLE))));
        }
        layers.add(new Layer(name, file.withoutPath(ON).withoutPath(LIKE), given));
        on.stream()
                .distinct()
                .filter(key -> file.hasPath(ON + "." + key))
                .forEach(key -> layers.addAll(on(name + ", on " + key, file.getConfig(ON + "." + key), given)));
        if (overrides.root().get(name) instanceof ConfigObject own) {
            layers.add(new Layer("given for " + name, own.toConfig(), true));
        }
        return layers;
    }

    /** What is said on a data set: structure, which follows from the data, and above it what may have been searched. */
    private static List<Layer> on(String by, Config settings, boolean given) {
        List<Layer> layers = new ArrayList<>();
        if (settings.hasPath(STRUCTURE)) {
            layers.add(new Layer(by, settings.getConfig(STRUCTURE), given));
        }
        layers.add(new Layer(by, settings.withoutPath(STRUCTURE), given));
        return layers;
    }

    /** Two models of one title could not be told apart in a table. */
    private static Config titled(String name) {
        return ConfigFactory.empty().withValue(TITLE, ConfigValueFactory.fromAnyRef(name));
    }
}

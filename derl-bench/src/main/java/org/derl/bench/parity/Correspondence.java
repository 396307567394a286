package org.derl.bench.parity;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.derl.config.Settings;

/**
 * How a reference implementation names what a model computes, read from {@code derl/correspondence/<model>.conf}:
 *
 * <ul>
 *   <li>{@code settings}: over those of the model's file; {@code reference} stands for the reference's own settings, and
 *       {@code reference-at} for the same with lists as objects of numbered keys;
 *   <li>{@code when}: more settings where a setting of the reference has a value;
 *   <li>{@code parameters}: replacements that turn its parameters' names into our paths, one after the other;
 *   <li>{@code split}: parameters that are several of ours on top of each other;
 *   <li>{@code ignored}: parameters that have no counterpart;
 *   <li>{@code zero-gradients}: parameters whose gradient is zero but for rounding;
 *   <li>{@code features}: replacements that turn names of intermediate values into paths of the model's forward record
 *       or of its parts; {@code axes} of a replacement permutes our array into the reference's layout;
 *   <li>{@code ignored-features}: intermediate values that have no counterpart;
 *   <li>{@code losses}: replacements that turn names of loss terms into ours;
 *   <li>{@code inputs}: what is special about the inputs;
 *   <li>{@code text-encoder}: the encoder that text passes before the model sees it.
 * </ul>
 */
final class Correspondence {

    private final Config config;
    private final Config reference;
    private final List<Replacement> parameters;
    private final List<Replacement> features;
    private final List<Replacement> losses;
    private final List<Pattern> ignored;
    private final List<Pattern> ignoredFeatures;
    private final List<Pattern> zeroGradients;

    private record Replacement(Pattern from, String to, List<Integer> axes) {}

    /** A parameter of the reference that is several of ours on top of each other. */
    private record Split(Pattern from, List<String> into) {}

    private Correspondence(Config config, Config reference) {
        this.config = config;
        this.reference = reference;
        parameters = replacements(config, "parameters");
        features = replacements(config, "features");
        losses = replacements(config, "losses");
        ignored = patterns(config, "ignored");
        ignoredFeatures = patterns(config, "ignored-features");
        zeroGradients = patterns(config, "zero-gradients");
    }

    /** The correspondence of a model with the reference of a fixture, if there is one. */
    static Optional<Correspondence> of(String model, Config reference, ClassLoader loader) {
        Config file = ConfigFactory.parseResources(loader, "derl/correspondence/" + model + ".conf");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Config known = ConfigFactory.empty()
                .withValue("reference", reference.root())
                .withValue("reference-at", numbered(reference.root()));
        return Optional.of(new Correspondence(file.withFallback(known).resolve(), reference));
    }

    private static ConfigValue numbered(ConfigValue value) {
        Map<String, Object> entries = new LinkedHashMap<>();
        if (value instanceof ConfigObject object) {
            object.forEach((key, element) -> entries.put(key, numbered(element)));
        } else if (value instanceof ConfigList list) {
            for (int i = 0; i < list.size(); i++) {
                entries.put(String.valueOf(i), numbered(list.get(i)));
            }
        } else {
            return value;
        }
        return ConfigValueFactory.fromMap(entries);
    }

    private static List<Replacement> replacements(Config config, String path) {
        return configs(config, path).stream()
                .map(rule -> new Replacement(Pattern.compile(rule.getString("from")), rule.getString("to"), axes(rule)))
                .toList();
    }

    private static List<Integer> axes(Config rule) {
        return rule.hasPath("axes") ? rule.getIntList("axes") : List.of();
    }

    private static List<Pattern> patterns(Config config, String path) {
        return config.hasPath(path)
                ? config.getStringList(path).stream().map(Pattern::compile).toList()
                : List.of();
    }

    private static List<? extends Config> configs(Config config, String path) {
        return config.hasPath(path) ? config.getConfigList(path) : List.of();
    }

    /** Our settings that make the model compute what the reference computed. */
    Config settings() {
        Config settings = config.getConfig("settings");
        for (Config rule : configs(config, "when")) {
            String path = rule.getString("setting");
            if (reference.hasPath(path)
                    && reference
                            .getValue(path)
                            .unwrapped()
                            .equals(rule.getValue("is").unwrapped())) {
                settings = Settings.layer(List.of(settings, rule.getConfig("then")));
            }
        }
        return settings;
    }

    /** What is special about the inputs, by modality; see {@link FixtureInputs}. */
    Config inputs() {
        return section("inputs");
    }

    /** The settings of the encoder that text passes first; empty where there is none. */
    Config textEncoder() {
        return section("text-encoder");
    }

    private Config section(String path) {
        return config.hasPath(path) ? config.getConfig(path) : ConfigFactory.empty();
    }

    /** Our paths of a parameter: none where it has no counterpart, several where it is several of ours. */
    List<String> parameter(String name) {
        if (matches(ignored, name)) {
            return List.of();
        }
        String path = replaced(parameters, name);
        for (Config rule : configs(config, "split")) {
            Split split = new Split(Pattern.compile(rule.getString("from")), rule.getStringList("into"));
            if (split.from().matcher(path).find()) {
                return split.into().stream()
                        .map(part -> split.from().matcher(path).replaceAll(part))
                        .toList();
            }
        }
        return List.of(path);
    }

    /** Whether the gradient of the reference's parameter is zero but for rounding. */
    boolean hasZeroGradient(String name) {
        return matches(zeroGradients, name);
    }

    /** Our name of a loss term. */
    String loss(String name) {
        return replaced(losses, name);
    }

    /** Whether an intermediate value has no counterpart. */
    boolean ignoresFeature(String name) {
        return matches(ignoredFeatures, name);
    }

    /** Our path of an intermediate value. */
    String feature(String name) {
        return replaced(features, name);
    }

    /** The order in which our axes of an intermediate value are the reference's; empty where it is the same. */
    int[] axes(String name) {
        String result = name;
        for (Replacement rule : features) {
            var matcher = rule.from().matcher(result);
            if (!rule.axes().isEmpty() && matcher.find()) {
                return rule.axes().stream().mapToInt(Integer::intValue).toArray();
            }
            result = matcher.replaceAll(rule.to());
        }
        return new int[0];
    }

    private static boolean matches(List<Pattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).find());
    }

    private static String replaced(List<Replacement> rules, String name) {
        String result = name;
        for (Replacement rule : rules) {
            result = rule.from().matcher(result).replaceAll(rule.to());
        }
        return result;
    }
}

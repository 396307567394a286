package org.derl.bench.sweep;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.derl.config.Names;
import org.derl.config.file.ConfigFiles;
import org.derl.io.Reason;

/**
 * Tries several values of settings of models. Each model that has such a setting is replaced by a variant for each
 * value, such as {@code tfn-learning-rate-1e-3}, which is equal in everything else; with several settings, for each
 * combination of values, or, where they vary together, for each place in their lists.
 */
public final class Variation {

    /** By which an experiment varies settings. */
    public static final String VARY = "vary";

    /** By which it says that these vary together. */
    public static final String TOGETHER = "vary-together";

    /** One that varies nothing. */
    public static final Variation NONE = new Variation(List.of(), false);

    private static final String SETTING = "setting";
    private static final String VALUES = "values";
    private static final Set<String> KEYS = Set.of(SETTING, VALUES);

    private final List<VariedPath> settings;
    private final boolean together;

    private Variation(List<VariedPath> settings, boolean together) {
        this.settings = List.copyOf(settings);
        this.together = together;
        if (together
                && settings.stream()
                                .map(varied -> varied.values().size())
                                .distinct()
                                .count()
                        > 1) {
            throw new IllegalArgumentException("settings that vary together have as many values each, but "
                    + settings.stream()
                            .map(varied -> ConfigUtil.joinPath(varied.path()) + " has "
                                    + varied.values().size())
                            .collect(Collectors.joining(", ")));
        }
    }

    /**
     * What the file of an experiment varies; it may be nothing.
     *
     * @throws IllegalArgumentException when that cannot be understood; the message names the place
     */
    public static Variation of(Config experiment) {
        if (!experiment.hasPath(VARY)) {
            return NONE;
        }
        ConfigValue vary = experiment.getValue(VARY);
        List<ConfigValue> each = vary instanceof ConfigList list ? list : List.of(vary);
        try {
            return new Variation(
                    each.stream().map(Variation::ofFile).toList(),
                    experiment.hasPath(TOGETHER) && experiment.getBoolean(TOGETHER));
        } catch (ConfigException e) {
            throw refusal(vary, Reason.of(e));
        }
    }

    private static VariedPath ofFile(ConfigValue value) {
        if (!(value instanceof ConfigObject object) || !object.keySet().containsAll(KEYS)) {
            throw refusal(value, "what varies is { setting = model.layers, values = 1..6 }, or a list of such");
        }
        object.keySet().stream().filter(key -> !KEYS.contains(key)).findFirst().ifPresent(key -> {
            throw refusal(value, "'" + key + "' is nothing that " + VARY + " says; " + Names.unknown(key, KEYS));
        });
        ConfigValue values = object.get(VALUES);
        try {
            return VariedPath.of(
                    object.toConfig().getString(SETTING),
                    VariedValues.ranges(values instanceof ConfigList list ? list : List.of(values)));
        } catch (IllegalArgumentException e) {
            throw refusal(value, Reason.of(e));
        }
    }

    private static IllegalArgumentException refusal(ConfigValue value, String why) {
        return new IllegalArgumentException(value.origin().description() + ": " + why);
    }

    /**
     * What options vary, such as {@code derl.model.layers=1..6}.
     *
     * @param assignments a path, and after {@code =} its values
     * @param together whether they vary together
     * @throws IllegalArgumentException when one cannot be understood; the message says what to write
     */
    public static Variation given(List<String> assignments, boolean together) {
        List<VariedPath> settings = new ArrayList<>();
        for (String assignment : assignments) {
            int end = assignment.indexOf('=');
            if (end < 1) {
                throw new IllegalArgumentException("--vary is '" + assignment
                        + "'; write NAME.PATH=VALUES, such as derl.model.layers=1..6 or *.training.epochs=10,20");
            }
            try {
                Config values = ConfigFiles.parse("--vary", VALUES + " = [" + assignment.substring(end + 1) + "]");
                settings.add(VariedPath.of(
                        assignment.substring(0, end).strip(), VariedValues.ranges(values.getList(VALUES))));
            } catch (IOException | ConfigException e) {
                throw new IllegalArgumentException(
                        "--vary is '" + assignment + "', whose values cannot be read: " + Reason.of(e), e);
            }
        }
        return new Variation(settings, together);
    }

    /** Whether nothing varies. */
    public boolean isNothing() {
        return settings.isEmpty();
    }

    /** What varies in as few words as tell it apart, such as {@code layers-dropout}. */
    public String inShort() {
        return settings.stream().map(this::key).distinct().collect(Collectors.joining("-"));
    }

    /** One model in the place of another. */
    private record Variant(String like, String name, Map<VariedPath, ConfigValue> values) {}

    /**
     * The models to compare in place of these.
     *
     * @throws IllegalArgumentException when a setting is of none of them, or they become too many
     */
    public List<String> models(List<String> models) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        variants(models).forEach(variant -> names.computeIfAbsent(variant.like(), like -> new ArrayList<>())
                .add(variant.name()));
        return models.stream()
                .flatMap(model -> names.getOrDefault(model, List.of(model)).stream())
                .toList();
    }

    /**
     * The settings of the models in place of these.
     *
     * @param titles the title of a model, by its name
     */
    public Config settings(List<String> models, UnaryOperator<String> titles) {
        Config all = ConfigFactory.empty();
        for (Variant variant : variants(models)) {
            StringBuilder title = new StringBuilder(titles.apply(variant.like()));
            Config own = ConfigFactory.parseMap(Map.of("like", variant.like()));
            for (Map.Entry<VariedPath, ConfigValue> value : variant.values().entrySet()) {
                title.append(", ").append(key(value.getKey()).replace('-', ' '));
                title.append(' ').append(VariedValues.title(value.getValue()));
                own = own.withValue(ConfigUtil.joinPath(value.getKey().path()), value.getValue());
            }
            own = own.withValue("title", ConfigValueFactory.fromAnyRef(title.toString()));
            all = all.withValue(ConfigUtil.joinPath(variant.name()), own.root());
        }
        return all;
    }

    /** The values of each of the models in place of these, as text by the paths of settings. */
    public Map<String, Map<String, String>> values(List<String> models) {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        for (Variant variant : variants(models)) {
            Map<String, String> own = new LinkedHashMap<>();
            variant.values()
                    .forEach((varied, value) -> own.put(ConfigUtil.joinPath(varied.path()), VariedValues.plain(value)));
            all.put(variant.name(), own);
        }
        return all;
    }

    private List<Variant> variants(List<String> models) {
        for (VariedPath varied : settings) {
            if (models.stream().noneMatch(varied::isOf)) {
                throw new IllegalArgumentException("the setting " + ConfigUtil.joinPath(varied.path())
                        + " is to vary of '" + varied.model() + "', which is none of the models that are compared; "
                        + Names.unknown(varied.model(), models));
            }
        }
        List<Variant> all =
                models.stream().flatMap(model -> variants(model).stream()).toList();
        if (all.size() > VariedPath.MOST) {
            throw new IllegalArgumentException("that makes " + all.size() + " models, and a comparison has at most "
                    + VariedPath.MOST + "; vary less");
        }
        return all;
    }

    private List<Variant> variants(String model) {
        List<VariedPath> own =
                settings.stream().filter(varied -> varied.isOf(model)).toList();
        if (own.isEmpty()) {
            return List.of();
        }
        return (together ? paired(own) : grid(own))
                .map(values -> new Variant(model, name(model, values), values))
                .toList();
    }

    private static Stream<Map<VariedPath, ConfigValue>> paired(List<VariedPath> own) {
        return IntStream.range(0, own.get(0).values().size()).mapToObj(place -> {
            Map<VariedPath, ConfigValue> values = new LinkedHashMap<>();
            own.forEach(varied -> values.put(varied, varied.values().get(place)));
            return values;
        });
    }

    private static Stream<Map<VariedPath, ConfigValue>> grid(List<VariedPath> own) {
        Stream<Map<VariedPath, ConfigValue>> all = Stream.of(Map.of());
        for (VariedPath varied : own) {
            all = all.flatMap(before -> varied.values().stream().map(value -> {
                Map<VariedPath, ConfigValue> values = new LinkedHashMap<>(before);
                values.put(varied, value);
                return values;
            }));
        }
        return all;
    }

    private String name(String model, Map<VariedPath, ConfigValue> values) {
        return model
                + values.entrySet().stream()
                        .map(value -> "-" + key(value.getKey()) + "-" + VariedValues.name(value.getValue()))
                        .collect(Collectors.joining());
    }

    /** The end of a path, as long as it takes to tell it from the others'. */
    private String key(VariedPath varied) {
        int names = 1;
        while (names < varied.path().size() && isEndOfOther(varied, names)) {
            names++;
        }
        return varied.end(names);
    }

    private boolean isEndOfOther(VariedPath varied, int names) {
        return settings.stream()
                .anyMatch(other ->
                        !other.path().equals(varied.path()) && other.end(names).equals(varied.end(names)));
    }
}

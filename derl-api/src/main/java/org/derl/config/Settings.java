package org.derl.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.derl.config.file.ConfigFiles;
import org.derl.io.Reason;

/** Reads layers of settings, puts them over each other, and writes settings down again. */
public final class Settings {

    private static final String TYPE = "type";
    private static final ConfigRenderOptions READABLE =
            ConfigRenderOptions.defaults().setOriginComments(false).setJson(false);

    /** How much of an assignment a message shows. */
    private static final int LONGEST = 80;

    private Settings() {}

    /**
     * Puts layers over each other as HOCON does, except where both sides hold an object with a {@code type} and the
     * types differ: the keys of the former type are dropped there, so that {@code {type = max}} over
     * {@code {type = low-rank, rank = 4}} is {@code {type = max}}.
     */
    public static Config layer(List<Config> weakestFirst) {
        ConfigObject result = ConfigFactory.empty().root();
        for (Config layer : weakestFirst) {
            result = over(result, layer.root());
        }
        return result.toConfig();
    }

    private static ConfigObject over(ConfigObject weak, ConfigObject strong) {
        ConfigValue former = weak.get(TYPE);
        ConfigValue latter = strong.get(TYPE);
        if (former != null && latter != null && !former.unwrapped().equals(latter.unwrapped())) {
            return strong;
        }
        ConfigObject result = weak;
        for (Map.Entry<String, ConfigValue> entry : strong.entrySet()) {
            ConfigValue below = weak.get(entry.getKey());
            ConfigValue above = entry.getValue();
            result = result.withValue(
                    entry.getKey(),
                    below instanceof ConfigObject weaker && above instanceof ConfigObject stronger
                            ? over(weaker, stronger)
                            : above);
        }
        // An object that was put together lies where its strongest layer lies.
        return result.withOrigin(strong.origin());
    }

    /**
     * Settings given one by one, such as {@code training.epochs=3}, or {@code *.training.epochs=3}, whose {@code *}
     * needs no quotes here.
     *
     * @param source where they come from, for messages
     * @throws InvalidConfigException when one is no assignment
     */
    public static Config parse(String source, List<String> assignments) {
        Config result = ConfigFactory.empty();
        for (String assignment : assignments) {
            try {
                result = layer(List.of(result, ConfigFiles.parse(source, quoted(assignment))));
            } catch (IOException e) {
                boolean mistyped = e.getCause() instanceof ConfigException
                        && !(e.getCause() instanceof ConfigException.UnresolvedSubstitution);
                String why = mistyped
                        ? "is no setting; write NAME.PATH=VALUE, such as derl.training.epochs=3"
                        : "is no setting: " + Reason.of(e);
                throw new InvalidConfigException(
                        List.of(new Problem(source, 0, Reason.shortened(assignment, LONGEST), why)));
            }
        }
        return result;
    }

    private static String quoted(String assignment) {
        return assignment.startsWith("*.") ? "\"*\"" + assignment.substring(1) : assignment;
    }

    /** What cannot be read as settings, with its place. */
    public static InvalidConfigException unreadable(ConfigException error) {
        String message = String.valueOf(error.getMessage());
        ConfigOrigin origin = error.origin();
        if (error instanceof ConfigException.BugOrBroken) {
            throw error;
        } else if (origin == null) {
            return new InvalidConfigException(List.of(new Problem("settings", 0, "", "cannot be read: " + message)));
        }
        String behind = message.startsWith(origin.description() + ": ")
                ? message.substring(origin.description().length() + 2)
                : message;
        return new InvalidConfigException(List.of(Problem.at(origin, "", "cannot be read: " + behind)));
    }

    /** A bound record as settings, complete with all defaults: binding them again gives an equal record. */
    public static Config describe(Record record) {
        return describe(record, component -> true);
    }

    /** The same without every {@link Location}: only the settings on which results depend. */
    public static Config describeWithoutLocations(Record record) {
        return describe(record, component -> !component.isAnnotationPresent(Location.class));
    }

    private static Config describe(Record record, Predicate<RecordComponent> which) {
        return ((ConfigObject) value(record, which)).toConfig();
    }

    /**
     * Settings as a file has them.
     *
     * @param comments what stands above a setting, by its path; of paths that nothing is at, nothing
     */
    public static String text(Config settings, Map<String, String> comments) {
        Config commented = settings;
        for (Map.Entry<String, String> comment : comments.entrySet()) {
            if (commented.hasPath(comment.getKey())) {
                ConfigValue value = commented.getValue(comment.getKey());
                commented = commented.withValue(
                        comment.getKey(),
                        value.withOrigin(value.origin().withComments(List.of(" " + comment.getValue()))));
            }
        }
        return commented.root().render(READABLE);
    }

    /** All blueprints in a bound record, at any depth. */
    public static List<Blueprint<?, ?>> blueprints(Record record) {
        return Nested.in(record)
                .<Blueprint<?, ?>>flatMap(
                        nested -> Stream.concat(Stream.of(nested), blueprints(nested.settings()).stream()))
                .toList();
    }

    private static ConfigValue value(Object object, Predicate<RecordComponent> which) {
        if (object instanceof Blueprint<?, ?> blueprint) {
            if (blueprint.isNameAlone()) {
                return ConfigValueFactory.fromAnyRef(blueprint.name());
            }
            Map<String, Object> settings = new LinkedHashMap<>();
            settings.put(TYPE, blueprint.name());
            settings.putAll(components(blueprint.settings(), which));
            return ConfigValueFactory.fromMap(settings);
        } else if (object instanceof Record record) {
            return ConfigValueFactory.fromMap(components(record, which));
        } else if (object instanceof List<?> list) {
            return ConfigValueFactory.fromIterable(
                    list.stream().map(element -> value(element, which)).toList());
        } else if (object instanceof Map<?, ?> map) {
            Map<String, Object> values = new LinkedHashMap<>();
            map.forEach((key, value) -> values.put(String.valueOf(key), value(value, which)));
            return ConfigValueFactory.fromMap(values);
        } else if (object instanceof Enum<?> constant) {
            return ConfigValueFactory.fromAnyRef(Names.kebab(constant.name()));
        } else if (object instanceof Number || object instanceof Boolean) {
            return ConfigValueFactory.fromAnyRef(object);
        } else if (object instanceof Duration duration) {
            return ConfigValueFactory.fromAnyRef(duration.toMillis() + "ms");
        } else if (MapLike.isInstance(object)) {
            return value(MapLike.toMap(object), which);
        }
        return ConfigValueFactory.fromAnyRef(String.valueOf(object));
    }

    private static Map<String, Object> components(Record record, Predicate<RecordComponent> which) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = Reflection.read(record, component);
            if (value != null && which.test(component)) {
                values.put(Names.kebab(component.getName()), value(value, which));
            }
        }
        return values;
    }
}

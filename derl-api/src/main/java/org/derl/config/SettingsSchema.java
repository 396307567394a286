package org.derl.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The schema of settings, as JSON Schema (draft 2020-12), made of the records that bind them and of what jars offer.
 * Settings of a layer need not be complete, so that nothing is required; what is no setting is a mistake. Each part has
 * its defaults.
 */
public final class SettingsSchema {

    private static final String REF = "$ref";
    private static final String PROPERTIES = "properties";

    private final Catalog catalog;
    private final Config defaults;
    private final Map<String, Object> definitions = new TreeMap<>();

    /** Of what these offer; see {@link ConfigBinder}. */
    public SettingsSchema(Catalog catalog, Config defaults) {
        this.catalog = catalog;
        this.defaults = defaults;
    }

    /** What schemas of {@link #of} refer to, by name: it belongs into the whole schema, below {@code $defs}. */
    public Map<String, Object> definitions() {
        return new LinkedHashMap<>(definitions);
    }

    /**
     * The schema of a record.
     *
     * @param more further properties, by their names
     */
    public Map<String, Object> of(Class<? extends Record> type, Map<String, ?> more) {
        return object(type, more, ConfigFactory.empty().root());
    }

    /** That of an object that has these properties and no others. */
    public static Map<String, Object> object(Map<String, ?> properties) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", List.of("object", "null"));
        schema.put(PROPERTIES, properties);
        schema.put("additionalProperties", false);
        return schema;
    }

    /** That of an object whose properties, of any names, are of one schema. */
    public static Map<String, Object> byName(Object schema) {
        return Map.of("type", List.of("object", "null"), "additionalProperties", schema);
    }

    private Map<String, Object> object(Class<?> type, Map<String, ?> more, ConfigObject usual) {
        Map<String, Object> properties = new LinkedHashMap<>(more);
        for (RecordComponent component : type.getRecordComponents()) {
            String key = Names.kebab(component.getName());
            properties.put(key, withDefault(value(component.getGenericType()), usual.get(key)));
        }
        return object(properties);
    }

    private static Map<String, Object> withDefault(Map<String, Object> schema, @Nullable ConfigValue usual) {
        if (usual == null || usual.unwrapped() == null) {
            return schema;
        }
        Map<String, Object> with = new LinkedHashMap<>(schema);
        with.put("default", usual.unwrapped());
        return with;
    }

    private Map<String, Object> value(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return defined(
                    plain.getName(),
                    () -> object(plain, Map.of(), ConfigFactory.empty().root()));
        } else if (plain.isEnum()) {
            List<Object> constants = new ArrayList<>(Scalars.constants(plain));
            constants.add(null);
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("enum", constants);
            return schema;
        } else if (plain == int.class || plain == long.class || plain == Integer.class || plain == Long.class) {
            return Map.of("type", List.of("integer", "null"));
        } else if (plain == double.class || plain == Double.class) {
            return Map.of("type", List.of("number", "null"));
        } else if (plain == boolean.class || plain == Boolean.class) {
            return Map.of("type", List.of("boolean", "null"));
        } else if (plain == Duration.class || plain == Path.class) {
            return Map.of("type", List.of("string", "null"), "description", Expectations.of(plain));
        }
        return Map.of("type", List.of("string", "number", "null"));
    }

    private Map<String, Object> generic(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        Type last = arguments[arguments.length - 1];
        if (type.getRawType() == Blueprint.class) {
            Class<?> kind = (Class<?>) (last instanceof ParameterizedType generic ? generic.getRawType() : last);
            return defined(Names.kebab(kind.getSimpleName()), () -> kind(kind));
        } else if (type.getRawType() == List.class) {
            return Map.of("type", List.of("array", "null"), "items", value(last));
        }
        return byName(value(last));
    }

    /** A part by its name, or as an object; that of a layer may leave out the type that a weaker one names. */
    private Map<String, Object> kind(Class<?> kind) {
        List<Object> any = new ArrayList<>();
        Map<String, Object> names = new LinkedHashMap<>();
        List<Object> all = new ArrayList<>(new TreeSet<>(catalog.names(kind)));
        all.add(null);
        names.put("enum", all);
        any.add(names);
        for (Entry<?, ?, ?> entry : catalog.entries()) {
            if (entry.kind() == kind) {
                Map<String, Object> schema = new LinkedHashMap<>(
                        object(entry.settings(), Map.of("type", Map.of("const", entry.name())), usual(kind, entry)));
                schema.put("title", entry.name());
                schema.put("description", entry.label());
                any.add(schema);
            }
        }
        return Map.of("anyOf", any);
    }

    private ConfigObject usual(Class<?> kind, Entry<?, ?, ?> entry) {
        String path = "derl.defaults." + Names.kebab(kind.getSimpleName()) + "." + entry.name();
        return (defaults.hasPath(path) ? defaults.getConfig(path) : ConfigFactory.empty()).root();
    }

    /** A reference to a schema that is made once, so that parts may be made of parts of their own kind. */
    private Map<String, Object> defined(String name, Supplier<Map<String, Object>> schema) {
        if (!definitions.containsKey(name)) {
            definitions.put(name, Map.of());
            definitions.put(name, schema.get());
        }
        return Map.of(REF, "#/$defs/" + name);
    }
}

package org.derl.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One binding of settings: it collects problems and goes on with null in the place of what is wrong. */
final class Binding {

    private static final String TYPE = "type";

    private final Catalog catalog;
    private final Config defaults;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, String> places = new TreeMap<>();

    /** As in {@link ConfigBinder}. */
    Binding(Catalog catalog, Config defaults) {
        this.catalog = catalog;
        this.defaults = defaults;
    }

    /** What is wrong in all that was bound. */
    List<Problem> problems() {
        return problems;
    }

    /** Where each setting that was bound stands, by its path. */
    Map<String, String> places() {
        return places;
    }

    private @Nullable Object problem(ConfigOrigin origin, String path, String message) {
        problems.add(Problem.at(origin, path, message));
        return null;
    }

    @Nullable
    Object missing(ConfigOrigin origin, String path, Type type) {
        return problem(origin, path, "is missing; expected " + Expectations.of(type));
    }

    @Nullable
    Object value(ConfigValue value, String path, Type type) {
        if (!(value instanceof ConfigObject)) {
            places.put(path, Problem.at(value.origin(), path, "").location());
        }
        if (type instanceof ParameterizedType generic) {
            return generic(value, path, generic);
        }
        Class<?> plain = unboxed((Class<?>) type);
        if (plain.isRecord()) {
            return value instanceof ConfigObject object ? record(object, path, plain) : wrong(value, path, type);
        }
        Object scalar = Scalars.read(value, plain);
        return scalar == null ? wrong(value, path, plain) : scalar;
    }

    /** Numbers within lists and maps are objects to Java; settings know no difference. */
    private Class<?> unboxed(Class<?> type) {
        return MethodType.methodType(type).unwrap().returnType();
    }

    private @Nullable Object wrong(ConfigValue value, String path, Type type) {
        String found = value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST
                ? value.valueType() == ConfigValueType.LIST ? "a list" : "an object"
                : value.valueType() == ConfigValueType.NULL ? "null" : "'" + value.unwrapped() + "'";
        return problem(value.origin(), path, "is " + found + "; expected " + Expectations.of(type));
    }

    private @Nullable Object generic(ConfigValue value, String path, ParameterizedType type) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        Type last = arguments[arguments.length - 1];
        if (raw == Blueprint.class) {
            Class<?> kind = (Class<?>) (last instanceof ParameterizedType generic ? generic.getRawType() : last);
            boolean named = value.valueType() == ConfigValueType.STRING;
            ConfigValue whole = named ? value.atKey(TYPE).root().withOrigin(value.origin()) : value; // its name alone
            return whole instanceof ConfigObject object
                    ? blueprint(object, path, kind, named)
                    : wrong(value, path, type);
        } else if (raw == List.class) {
            return value instanceof List<?> list ? list(list, path, last) : wrong(value, path, type);
        }
        Optional<Method> factory = MapLike.factory(raw);
        if (raw != Map.class && factory.isEmpty()) {
            throw new IllegalStateException(path + ": settings cannot be of type " + type);
        }
        if (!(value instanceof ConfigObject object)) {
            return wrong(value, path, type);
        }
        Map<String, Object> map = map(object, path, last);
        return factory.isEmpty() ? map : guarded(object, path, () -> MapLike.fromMap(factory.get(), map));
    }

    private List<Object> list(List<?> values, String path, Type type) {
        List<Object> bound = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Object element = value((ConfigValue) values.get(i), path + "." + i, type);
            if (element != null) {
                bound.add(element);
            }
        }
        return List.copyOf(bound);
    }

    private Map<String, Object> map(ConfigObject object, String path, Type type) {
        Map<String, Object> bound = new LinkedHashMap<>();
        // A file's order is lost when it is read, so any fixed one will do.
        for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(object).entrySet()) {
            String key = entry.getKey();
            ConfigValue value = entry.getValue();
            if (value.valueType() == ConfigValueType.NULL) {
                continue; // null takes an entry of a weaker layer away
            }
            Object element = value(value, path + "." + key, type);
            if (element != null) {
                bound.put(key, element);
            }
        }
        return bound;
    }

    private @Nullable Object blueprint(ConfigObject object, String path, Class<?> kind, boolean named) {
        ConfigValue type = object.get(TYPE);
        if (type == null) {
            return problem(
                    object.origin(),
                    path + "." + TYPE,
                    "is missing; expected " + Names.one(kind) + ", one of " + names(kind));
        }
        places.put(path + "." + TYPE, Problem.at(type.origin(), path, "").location());
        String name = String.valueOf(type.unwrapped());
        Optional<Entry<?, ?, ?>> found = catalog.find(kind, name);
        if (found.isEmpty()) {
            return problem(type.origin(), path + "." + TYPE, unknown(kind, name));
        }
        ConfigObject settings = object.withoutKey(TYPE);
        Config complete = Settings.layer(List.of(defaultsOf(kind, name), settings.toConfig()));
        int before = problems.size();
        Object bound = record(
                complete.root().withOrigin(object.origin()), path, found.get().settings());
        return problems.size() > before || bound == null
                ? null
                : blueprint(found.get(), (Record) bound, object.origin(), path, named);
    }

    private String unknown(Class<?> kind, String name) {
        return "is '" + name + "', which no plugin offers as " + Names.one(kind) + "; "
                + Names.unknown(name, catalog.names(kind), "there are " + names(kind));
    }

    @SuppressWarnings("unchecked") // the catalog holds an entry's settings class, input and product together
    private Blueprint<?, ?> blueprint(
            Entry<?, ?, ?> entry, Record settings, ConfigOrigin origin, String path, boolean named) {
        return new Blueprint<>((Entry<Record, Object, Object>) entry, settings, origin, path, named);
    }

    private @Nullable Object record(ConfigObject object, String path, Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        Set<String> known = new HashSet<>();
        int before = problems.size();
        for (int i = 0; i < components.length; i++) {
            String key = Names.kebab(components[i].getName());
            known.add(key);
            values[i] = component(object, path, components[i], key);
        }
        object.forEach((key, value) -> {
            if (!known.contains(key)) {
                problem(value.origin(), path + "." + key, "is not a setting here; " + meant(key, known));
            }
        });
        return problems.size() > before
                ? null
                : guarded(object, path, () -> Reflection.make(type.asSubclass(Record.class), values));
    }

    private @Nullable Object component(ConfigObject object, String path, RecordComponent component, String key) {
        ConfigValue value = object.get(key);
        if (value == null || value.valueType() == ConfigValueType.NULL) {
            boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            return optional ? null : missing(object.origin(), path + "." + key, component.getGenericType());
        }
        return value(value, path + "." + key, component.getGenericType());
    }

    private @Nullable Object guarded(ConfigObject object, String path, Supplier<Object> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            return problem(object.origin(), path, Fault.what(e));
        }
    }

    private static String meant(String key, Set<String> known) {
        return Names.today(key, known)
                .map(today -> "it is called '" + today + "' now")
                .or(() -> Names.gone(key))
                .orElseGet(() -> Names.unknown(key, new TreeSet<>(known)));
    }

    private String names(Class<?> kind) {
        List<String> names = catalog.names(kind);
        return names.isEmpty() ? "none, for no plugin offers any" : String.join(", ", names);
    }

    private Config defaultsOf(Class<?> kind, String name) {
        String path = "derl.defaults." + Names.kebab(kind.getSimpleName()) + "." + name;
        return defaults.hasPath(path) ? defaults.getConfig(path) : ConfigFactory.empty();
    }
}

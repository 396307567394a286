package org.derl.config;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Turns settings into records: the components of a record are its schema. Values are bound strictly by type, unknown
 * keys are mistakes, and all mistakes are reported together. A component may be a number, a boolean, a text, a path, an
 * enum (its constants in kebab-case), a list, a map, a class with a static {@code of(Map)}, a record, or a
 * {@link Blueprint}. In settings, a blueprint is an object with a {@code type}, or only a name if no settings are
 * needed. A component marked {@code @Nullable} may be left out.
 */
public final class ConfigBinder {

    private final Catalog catalog;
    private final Config defaults;

    /**
     * A binder.
     *
     * @param catalog what blueprints may name
     * @param defaults of what blueprints name, below {@code derl.defaults.<kind>.<name>}
     */
    public ConfigBinder(Catalog catalog, Config defaults) {
        this.catalog = catalog;
        this.defaults = defaults;
    }

    /**
     * Binds the object at a path.
     *
     * @throws InvalidConfigException with every mistake
     */
    public <R extends Record> R bind(Config config, String path, Class<R> type) {
        Binding binding = new Binding(catalog, defaults);
        Object bound = config.hasPath(path)
                ? binding.value(config.getValue(path), path, type)
                : binding.missing(config.root().origin(), path, type);
        if (!binding.problems().isEmpty()) {
            throw new InvalidConfigException(binding.problems());
        }
        return Objects.requireNonNull(type.cast(bound));
    }

    /**
     * Where the settings of the object at a path stand that can be bound, defaults among them: a file and
     * line, a jar before it, or what else gives them, by the path of each.
     */
    public Map<String, String> places(Config config, String path, Class<? extends Record> type) {
        Binding binding = new Binding(catalog, defaults);
        if (config.hasPath(path)) {
            binding.value(config.getValue(path), path, type);
        }
        return binding.places();
    }

    /**
     * Runs several pieces of work, such as binding and building parts of one file, and reports the mistakes of all.
     *
     * @throws InvalidConfigException with every mistake
     */
    public static void together(List<Runnable> works) {
        List<Problem> problems = new ArrayList<>();
        for (Runnable work : works) {
            try {
                work.run();
            } catch (InvalidConfigException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
    }
}

package org.derl.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds what is said below {@code derl.defaults} and nobody reads: a default of a kind, a name or a setting that there
 * is not, as by a slip of the pen. Binding never meets it.
 */
public final class UnreadDefaults {

    private static final String DEFAULTS = "derl.defaults";

    private final Catalog catalog;
    private final List<Problem> problems = new ArrayList<>();

    private UnreadDefaults(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Checks all of them.
     *
     * @param catalog what all jars offer
     * @param defaults what all jars say
     * @param others what lies there besides defaults of parts
     * @throws InvalidConfigException with each that nobody reads, its place, and the nearest name
     */
    public static void check(Catalog catalog, Config defaults, Set<String> others) {
        UnreadDefaults unread = new UnreadDefaults(catalog);
        if (defaults.hasPath(DEFAULTS)) {
            unread.kinds(defaults.getObject(DEFAULTS), others);
        }
        if (!unread.problems.isEmpty()) {
            throw new InvalidConfigException(unread.problems);
        }
    }

    private void kinds(ConfigObject all, Set<String> others) {
        TreeMap<String, Class<?>> kinds = new TreeMap<>();
        catalog.entries().forEach(entry -> kinds.put(Names.kebab(entry.kind().getSimpleName()), entry.kind()));
        Set<String> known = new TreeSet<>(kinds.keySet());
        known.addAll(others);
        all.forEach((key, value) -> {
            Class<?> kind = kinds.get(key);
            if (kind != null && value instanceof ConfigObject names) {
                names(DEFAULTS + "." + key, kind, names);
            } else if (!known.contains(key)) {
                unread(value, DEFAULTS + "." + key, "is a default of nothing that jars offer", key, known);
            }
        });
    }

    private void names(String path, Class<?> kind, ConfigObject names) {
        names.forEach((name, value) -> {
            Optional<Entry<?, ?, ?>> entry = catalog.find(kind, name);
            if (entry.isEmpty()) {
                unread(value, path + "." + name, "is no " + Names.words(kind) + " here", name, catalog.names(kind));
            } else if (value instanceof ConfigObject settings) {
                settings(path + "." + name, entry.get().settings(), settings);
            }
        });
    }

    private void settings(String path, Class<?> type, ConfigObject settings) {
        TreeMap<String, Class<?>> known = new TreeMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            known.put(Names.kebab(component.getName()), component.getType());
        }
        settings.forEach((key, value) -> {
            Class<?> below = known.get(key);
            if (below == null) {
                unread(value, path + "." + key, "is not a setting here", key, known.keySet());
            } else if (below.isRecord() && value instanceof ConfigObject object) {
                settings(path + "." + key, below, object);
            }
        });
    }

    private void unread(ConfigValue value, String path, String what, String called, Collection<String> known) {
        problems.add(Problem.at(value.origin(), path, what + "; " + Names.unknown(called, known)));
    }
}

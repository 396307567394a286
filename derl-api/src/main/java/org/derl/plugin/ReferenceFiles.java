package org.derl.plugin;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.function.BiConsumer;
import org.derl.config.InvalidConfigException;
import org.derl.config.Names;
import org.derl.config.Settings;

/**
 * The {@code reference.conf} of each jar, and all of them as one. Two jars must not say different things of one
 * setting: their order on the class path would decide, and nobody sees that. What has settings of its own, such as a
 * model, is described by one jar alone; others may only say how it is set {@code on} data sets.
 */
final class ReferenceFiles {

    private static final String FILE = "reference.conf";
    private static final String ROOT = "derl";
    private static final String ON = "on";

    /** What a file takes from other jars is not known while it is looked at alone. */
    private static final ConfigResolveOptions LENIENT =
            ConfigResolveOptions.defaults().setAllowUnresolved(true);

    /** What holds entries, and how many names lead from it to one. Elsewhere each setting is for itself. */
    private static final Map<String, Integer> SECTIONS = Map.of(
            "derl.models", 1,
            "derl.data-sets", 1,
            "derl.text-encoders", 1,
            "derl.policies", 1,
            "derl.experiments", 1,
            "derl.defaults", 2,
            "derl.contract", 2);

    /** All that is read below {@code derl}. */
    private static final Set<String> KNOWN = Set.of(
            "bert-weights",
            "compare",
            "contract",
            "data-check",
            "data-sets",
            "defaults",
            "directories",
            "executors",
            "experiments",
            "history",
            "known-files",
            "models",
            "policies",
            "predictions",
            "publications",
            "speed",
            "text-encoders",
            "trial-listeners");

    private static final int DEEPEST = Integer.MAX_VALUE;

    /** Jars do not change while a process has them open. */
    private static final Map<ClassLoader, Config> READ = Collections.synchronizedMap(new WeakHashMap<>());

    private final Map<String, Config> jars = new LinkedHashMap<>();

    private ReferenceFiles() {}

    /**
     * What all jars say that a class loader sees, with system properties over it.
     *
     * @throws InvalidConfigException when a file is no sound HOCON
     * @throws IllegalStateException when two jars say different things of one setting, where the message names both, or
     *     one says what nobody reads
     */
    static Config read(ClassLoader loader) {
        try {
            return ConfigFactory.systemProperties()
                    .withFallback(READ.computeIfAbsent(loader, ReferenceFiles::together))
                    .resolve();
        } catch (ConfigException e) {
            throw Settings.unreadable(e);
        }
    }

    private static Config together(ClassLoader loader) {
        ReferenceFiles files = new ReferenceFiles();
        try {
            for (URL file : Collections.list(loader.getResources(FILE))) {
                files.jars.put(ServiceFiles.jar(file, FILE), parse(loader, file));
            }
            return files.together();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Config parse(ClassLoader loader, URL file) {
        try {
            return ConfigFactory.parseResources(new OneJar(loader, file), FILE);
        } catch (StackOverflowError e) {
            throw new IllegalStateException(ServiceFiles.jar(file, "") + " is nested too deep to be read", e);
        }
    }

    private Config together() {
        Config all = ConfigFactory.empty();
        for (Config jar : jars.values()) {
            all = all.withFallback(jar);
        }
        jars.forEach(ReferenceFiles::refuseUnknown);
        refuseDisputes();
        return all;
    }

    /** A jar's own settings, which others of it take in, belong beside {@code derl}, not in it. */
    private static void refuseUnknown(String jar, Config config) {
        if (!(config.root().get(ROOT) instanceof ConfigObject all) || isUnresolved(all)) {
            return;
        }
        for (Map.Entry<String, ConfigValue> section : all.entrySet()) {
            String name = section.getKey();
            if (!KNOWN.contains(name)) {
                int line = section.getValue().origin().lineNumber();
                throw new IllegalStateException(jar + " says in line " + line + " what " + ROOT + "." + name
                        + " is, which nobody reads; "
                        + Names.nearest(name, KNOWN)
                                .map(near -> "did you mean " + ROOT + "." + near + "?")
                                .orElse("what a jar keeps for itself begins with a name of its own"));
            }
        }
    }

    private void refuseDisputes() {
        Config others = ConfigFactory.systemProperties().withoutPath(ROOT);
        Map<String, Map<String, ConfigValue>> said = new TreeMap<>();
        jars.forEach((jar, config) -> entries(others.withFallback(config).resolve(LENIENT))
                .forEach((path, value) ->
                        said.computeIfAbsent(path, any -> new LinkedHashMap<>()).put(jar, value)));
        List<String> disputes = new ArrayList<>();
        said.forEach((path, values) -> {
            if (values.values().stream().distinct().count() > 1) {
                disputes.add("two jars say what " + path + " is:\n    " + String.join("\n    ", values.keySet()));
            }
        });
        if (!disputes.isEmpty()) {
            throw new IllegalStateException(String.join("\n", disputes)
                    + "\nremove one of the jars, or what one of them says; a variant is a model with a name of its"
                    + " own that is like the other one, and --settings lies over all jars");
        }
    }

    /** What a jar says, by the path of what it is about. */
    private static Map<String, ConfigValue> entries(Config jar) {
        Map<String, ConfigValue> entries = new LinkedHashMap<>();
        if (jar.root().get(ROOT) instanceof ConfigObject all) {
            below(ROOT, all, (path, value) -> collect(path, value, SECTIONS.getOrDefault(path, DEEPEST), entries));
        }
        return entries;
    }

    /**
     * Collects entries.
     *
     * @param levels how many names lead from here to one
     */
    private static void collect(String path, ConfigValue value, int levels, Map<String, ConfigValue> entries) {
        if (!(value instanceof ConfigObject object) || isUnresolved(object)) {
            entries.put(path, value);
        } else if (levels > 0) {
            below(path, object, (deeper, found) -> collect(deeper, found, levels - 1, entries));
        } else if (object.get(ON) instanceof ConfigObject on) {
            below(path + "." + ON, on, entries::put);
            collect(path, object.withoutKey(ON), levels, entries);
        } else if (!object.isEmpty()) {
            entries.put(path, object);
        }
    }

    /** Whether it is made of something in another jar. */
    private static boolean isUnresolved(ConfigObject object) {
        try {
            return object.size() < 0;
        } catch (ConfigException.NotResolved e) {
            return true;
        }
    }

    private static void below(String path, ConfigObject object, BiConsumer<String, ConfigValue> taker) {
        object.forEach((key, value) -> taker.accept(path + "." + ConfigUtil.joinPath(key), value));
    }

    /** Sees of one jar alone what several may hold, so that what a file includes is a file beside it. */
    private static final class OneJar extends ClassLoader {

        private final String root;

        OneJar(ClassLoader parent, URL file) {
            super(parent);
            root = file.toString().substring(0, file.toString().length() - FILE.length());
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return Collections.enumeration(Collections.list(super.getResources(name)).stream()
                    .filter(file -> file.toString().equals(root + name))
                    .toList());
        }
    }
}

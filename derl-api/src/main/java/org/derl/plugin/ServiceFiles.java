package org.derl.plugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which jars name which plugins. A service loader does not tell, and passes over a plugin that two jars hold. */
final class ServiceFiles {

    static final String FILE = "META-INF/services/" + PluginModule.class.getName();

    private final Map<String, Set<String>> jars = new TreeMap<>();

    private ServiceFiles() {}

    /** Those that a class loader sees. */
    static ServiceFiles of(ClassLoader loader) {
        ServiceFiles files = new ServiceFiles();
        try {
            for (URL file : Collections.list(loader.getResources(FILE))) {
                try (InputStream lines = file.openStream()) {
                    plugins(lines).forEach(plugin -> files.jars
                            .computeIfAbsent(plugin, name -> new LinkedHashSet<>())
                            .add(jar(file, FILE)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** The classes that one names. */
    static List<String> plugins(InputStream file) {
        return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The jar, or folder, that a file lies in, for messages. */
    static String jar(URL file, String name) {
        return file.toString().replaceFirst("^(jar:)?file:", "").replaceFirst("!?/" + name + "$", "");
    }

    /**
     * Refuses one plugin in two jars, such as two versions of one jar, of which only the first would count.
     *
     * @throws IllegalStateException with both jars
     */
    void refuseDoubles() {
        List<String> doubles = jars.entrySet().stream()
                .filter(plugin -> plugin.getValue().size() > 1)
                .map(plugin -> "two jars hold the plugin " + plugin.getKey() + ":\n    "
                        + String.join("\n    ", plugin.getValue()))
                .toList();
        if (!doubles.isEmpty()) {
            throw new IllegalStateException(String.join("\n", doubles) + "\nremove one of the jars");
        }
    }

    /** The jars that name a plugin which a message speaks of; where it speaks of none, all. */
    String blamedBy(String message) {
        Set<String> named = jars(message);
        return String.join("\n    ", named.isEmpty() ? jars("") : named);
    }

    private Set<String> jars(String message) {
        return jars.entrySet().stream()
                .filter(plugin -> message.isEmpty() || message.contains(plugin.getKey()))
                .flatMap(plugin -> plugin.getValue().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}

package org.derl.bench.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.derl.config.Names;
import org.derl.config.Settings;

/**
 * Settings files use the paths of the jars' own files, such as {@code derl.models.mult.training.epochs}. Short forms,
 * such
 * as {@code mult.training.epochs}, are for the command line.
 */
final class FullPaths {

    private static final String ROOT = "derl";

    /** Where a file has settings, and what stands before a name in the short form. */
    private static final Map<String, String> SECTIONS = Map.of(
            "models", "",
            "data-sets", "",
            "text-encoders", "",
            "executors", "executor.",
            "trial-listeners", "trial-listener.",
            "defaults.file-format", "format.",
            "defaults.feature-layout", "layout.");

    /** What a file describes beside settings. */
    private static final String EXPERIMENTS = "experiments";

    private final Config defaults;

    /** @param defaults of the jars */
    FullPaths(Config defaults) {
        this.defaults = defaults;
    }

    /**
     * The same settings by short names.
     *
     * @throws IllegalArgumentException when a path is none of a model, data set, text encoder, format or layout; the
     *     message says what to write
     */
    Config shortened(Config file) {
        List<Config> layers = new ArrayList<>();
        file.root().forEach((key, value) -> {
            if (!key.equals(ROOT)) {
                throw shortForm(key, value);
            }
            layers.add(below(ROOT, "", value));
        });
        return Settings.layer(layers);
    }

    /** The experiments that a file describes, by their full paths. */
    static Config experiments(Config file) {
        String path = ROOT + "." + EXPERIMENTS;
        return file.hasPath(path) ? file.withOnlyPath(path) : ConfigFactory.empty();
    }

    private Config below(String written, String section, ConfigValue value) {
        if (!(value instanceof ConfigObject object)) {
            throw unknown(written, value);
        }
        List<Config> layers = new ArrayList<>();
        object.forEach((key, below) -> {
            String path = section.isEmpty() ? key : section + "." + key;
            if (path.equals(EXPERIMENTS) && below instanceof ConfigObject) {
                return;
            }
            if (SECTIONS.containsKey(path) && below instanceof ConfigObject entries) {
                layers.add(named(path, entries));
            } else if (SECTIONS.keySet().stream().anyMatch(known -> known.startsWith(path + "."))) {
                layers.add(below(written + "." + key, path, below));
            } else {
                throw unknown(written + "." + key, below);
            }
        });
        return Settings.layer(layers);
    }

    private static Config named(String section, ConfigObject entries) {
        String kind = SECTIONS.getOrDefault(section, "");
        return kind.isEmpty() ? entries.toConfig() : entries.atPath(kind.substring(0, kind.length() - 1));
    }

    private IllegalArgumentException shortForm(String key, ConfigValue value) {
        String full = List.of("models", "data-sets", "text-encoders").stream()
                .filter(section -> defaults.hasPath(ROOT + "." + section)
                        && defaults.getObject(ROOT + "." + section).containsKey(key))
                .map(section -> ROOT + "." + section + "." + key)
                .findFirst()
                .or(() -> ofFiles(key))
                .orElse(ROOT + ".models." + key);
        return new IllegalArgumentException(
                place(value) + "'" + key + "' is a short form, which --set alone takes; a file" + " says " + full);
    }

    private static Optional<String> ofFiles(String key) {
        return SECTIONS.entrySet().stream()
                .filter(section -> section.getValue().equals(key + "."))
                .map(section -> ROOT + "." + section.getKey() + ".NAME")
                .findFirst();
    }

    private static IllegalArgumentException unknown(String written, ConfigValue value) {
        List<String> sections = Stream.concat(SECTIONS.keySet().stream(), Stream.of(EXPERIMENTS))
                .sorted()
                .map(section -> ROOT + "." + section)
                .toList();
        return new IllegalArgumentException(place(value) + "'" + written + "' is nothing that a file sets; "
                + Names.nearest(written, sections)
                        .map(near -> "did you mean '" + near + "'? ")
                        .orElse("")
                + "A file sets what is below "
                + String.join(", ", sections)
                + " and a name, as derl.models.derl.training.epochs");
    }

    private static String place(ConfigValue value) {
        return value.origin().description() + ": ";
    }
}

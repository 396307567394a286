package org.derl.bench.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.derl.config.Names;
import org.derl.config.Settings;

/**
 * What configuration describes under one path, by name.
 *
 * @param kind what each entry describes, for messages
 * @param entries the entries
 */
record Section(String kind, Config entries) {

    private static final String TITLE = "title";

    /** The section at a path, which need not be there. */
    static Section of(String kind, Config config, String path) {
        return new Section(kind, config.hasPath(path) ? config.getConfig(path) : ConfigFactory.empty());
    }

    /** The entries' names, sorted. */
    List<String> names() {
        return entries.root().keySet().stream().sorted().toList();
    }

    /**
     * One entry.
     *
     * @throws IllegalArgumentException when there is none of this name; the message says which is nearest
     */
    Config entry(String name) {
        if (!entries.root().containsKey(name)) {
            throw new IllegalArgumentException("there is no " + kind + " '" + name + "'; "
                    + Names.unknown(titled(name).orElse(name), names()));
        }
        return entries.getConfig(ConfigUtil.joinPath(name));
    }

    /**
     * One entry, over it further layers, and over all what overrides say of its name.
     *
     * @throws IllegalArgumentException as {@link #entry} does
     */
    Config layered(String name, List<Config> layers, Config overrides) {
        List<Config> all = new ArrayList<>(List.of(entry(name)));
        all.addAll(layers);
        if (overrides.root().get(name) instanceof ConfigObject own) {
            all.add(own.toConfig());
        }
        return Settings.layer(all);
    }

    /** The entry that tables print by a title. */
    private Optional<String> titled(String title) {
        return names().stream()
                .filter(name -> entries.root().get(name) instanceof ConfigObject entry
                        && entry.get(TITLE) != null
                        && title.equalsIgnoreCase(
                                String.valueOf(entry.get(TITLE).unwrapped())))
                .findFirst();
    }
}

package org.derl.bench.assembly;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.derl.config.Names;

/**
 * What configuration describes under one path, by name.
 *
 * @param kind what each entry describes, for messages
 * @param entries the entries
 */
record Section(String kind, Config entries) {

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
                    + Names.nearest(name, names())
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("there are " + String.join(", ", names())));
        }
        return entries.getConfig(name);
    }
}

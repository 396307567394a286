package org.derl.bench.contract;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derl.config.Names;

/**
 * What a jar says of one of its models or parts below {@code derl.contract.<kind>.<name>}.
 *
 * @param settings over its defaults: what has none, or a smaller size
 * @param untested the reason why it cannot be examined at all
 * @param exceptions by property, the reason why it has not that property
 */
record ContractSettings(Config settings, Optional<String> untested, Map<String, String> exceptions) {

    private static final List<String> KEYS = List.of("settings", "untested", "exceptions");

    /**
     * What is said of a subject.
     *
     * @throws IllegalArgumentException when something is said that means nothing here
     */
    static ContractSettings of(Config config, String kind, String name) {
        String path = "derl.contract." + kind + "." + name;
        Config own = config.hasPath(path) ? config.getConfig(path) : ConfigFactory.empty();
        // Models and text encoders are examined as their files describe them.
        boolean described = kind.equals(Contract.MODEL) || kind.equals(Contract.TEXT_ENCODER);
        own.root().keySet().forEach(key -> known(path, key, described ? KEYS.subList(1, KEYS.size()) : KEYS));
        Map<String, String> exceptions = new LinkedHashMap<>();
        if (own.hasPath("exceptions")) {
            List<String> properties =
                    Property.ALL.stream().map(ContractSettings::key).toList();
            Config stated = own.getConfig("exceptions");
            stated.root().keySet().forEach(key -> {
                known(path + ".exceptions", key, properties);
                exceptions.put(Property.ALL.get(properties.indexOf(key)).name(), stated.getString(key));
            });
        }
        return new ContractSettings(
                own.hasPath("settings") ? own.getConfig("settings") : ConfigFactory.empty(),
                own.hasPath("untested") ? Optional.of(own.getString("untested")) : Optional.empty(),
                exceptions);
    }

    private static String key(Property property) {
        return property.name().replace(' ', '-');
    }

    private static void known(String path, String key, List<String> keys) {
        if (!keys.contains(key)) {
            throw new IllegalArgumentException(path + "." + key + " means nothing; " + Names.unknown(key, keys));
        }
    }
}

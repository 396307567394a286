package org.derl.bench.sweep;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Set;

/**
 * One setting that takes several values.
 *
 * @param model whose it is; {@link #EVERY} for that of every model
 * @param path from the model on
 * @param values which it takes
 */
record VariedPath(String model, List<String> path, List<ConfigValue> values) {

    /** In the place of a model's name: every model. */
    static final String EVERY = "*";

    /** With what a setting begins whose model is not named. */
    private static final Set<String> OF_EVERY = Set.of("model", "training");

    /** So many rows a comparison has at most. */
    static final int MOST = 1000;

    /** Refuses what does not vary. */
    VariedPath {
        if (values.size() < 2) {
            throw new IllegalArgumentException("the setting " + ConfigUtil.joinPath(path) + " has "
                    + (values.isEmpty() ? "no value" : "one value, " + VariedValues.title(values.get(0)))
                    + " to vary over; write 1..6 or a,b,c, or set it by --set");
        } else if (values.size() > MOST) {
            throw new IllegalArgumentException("the setting " + ConfigUtil.joinPath(path) + " has " + values.size()
                    + " values, and a comparison at most " + MOST + " rows");
        }
    }

    /**
     * One by its path, which begins with the name of a model, with {@code *}, or with neither, which is the same.
     *
     * @throws IllegalArgumentException when it is no path of a setting
     */
    static VariedPath of(String written, List<ConfigValue> values) {
        boolean every = written.startsWith(EVERY + ".");
        List<String> path = split(every ? written.substring(2) : written);
        if (every || OF_EVERY.contains(path.get(0))) {
            return new VariedPath(EVERY, path, values);
        } else if (path.size() < 2) {
            throw new IllegalArgumentException("'" + written + "' is no setting of a model; write NAME.PATH, such as"
                    + " derl.model.layers, or *.training.epochs for all models");
        }
        return new VariedPath(path.get(0), path.subList(1, path.size()), values);
    }

    private static List<String> split(String path) {
        try {
            return ConfigUtil.splitPath(path);
        } catch (ConfigException e) {
            throw new IllegalArgumentException("'" + path + "' is no path of a setting", e);
        }
    }

    boolean isOf(String name) {
        return model.equals(EVERY) || model.equalsIgnoreCase(name);
    }

    /** The last names of the path, so many. */
    String end(int names) {
        return String.join("-", path.subList(Math.max(0, path.size() - names), path.size()));
    }
}

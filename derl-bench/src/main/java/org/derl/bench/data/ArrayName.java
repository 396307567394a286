package org.derl.bench.data;

import java.util.List;
import java.util.Set;

/**
 * An array's place in a file, as data sets use places.
 *
 * @param split train, valid, test or dev where the place begins so, else empty
 * @param key the rest of the place, with slashes between its names
 */
public record ArrayName(String split, String key) {

    private static final Set<String> SPLITS = Set.of("train", "valid", "test", "dev");

    /** The name of a place, outermost first. */
    public static ArrayName of(List<String> path) {
        return path.size() > 1 && SPLITS.contains(path.get(0))
                ? new ArrayName(path.get(0), String.join("/", path.subList(1, path.size())))
                : new ArrayName("", String.join("/", path));
    }
}

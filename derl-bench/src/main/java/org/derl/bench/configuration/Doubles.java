package org.derl.bench.configuration;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks lists in which each element may be named only once. */
public final class Doubles {

    private Doubles() {}

    /**
     * Refuses what is named twice: two trials would be trained in one folder, or one thing be counted as two.
     *
     * @param kind what the elements are, such as the model
     * @throws IllegalArgumentException that names the first
     */
    public static void refuse(String kind, List<?> elements) {
        Set<Object> seen = new HashSet<>();
        for (Object element : elements) {
            if (!seen.add(element)) {
                throw new IllegalArgumentException(kind + " " + element + " is named twice; name it once");
            }
        }
    }
}

package org.derl.data.file;

import java.util.List;

/**
 * How close files are to a layout that they do not fit.
 *
 * @param has what they have of it
 * @param lacks what they lack or name differently, each as the end of a sentence that begins with "it lacks"
 */
public record NearMiss(List<String> has, List<String> lacks) {

    /** Nothing in common. */
    public static final NearMiss NONE = new NearMiss(List.of(), List.of());

    /** Keeps both as they are. */
    public NearMiss {
        has = List.copyOf(has);
        lacks = List.copyOf(lacks);
    }

    /** From 0 for nothing in common to 1 for all that there must be. */
    public double nearness() {
        return has.isEmpty() ? 0 : (double) has.size() / (has.size() + lacks.size());
    }
}

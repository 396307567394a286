package org.derl.data;

import java.util.Locale;

/**
 * A channel of what a person expresses. Any name will do; the three that models know as roles have constants.
 *
 * @param name in lower case
 */
public record Modality(String name) {

    public static final Modality TEXT = new Modality("text");
    public static final Modality AUDIO = new Modality("audio");
    public static final Modality VISION = new Modality("vision");

    /** Checks the name. */
    public Modality {
        if (name.isEmpty() || !name.equals(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("a modality's name is in lower case, not '" + name + "'");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

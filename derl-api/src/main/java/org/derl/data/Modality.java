package org.derl.data;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A channel of what a person expresses. Any name will do; the three that models know as roles have constants.
 *
 * @param name in lower case
 */
public record Modality(String name) implements Comparable<Modality> {

    public static final Modality TEXT = new Modality("text");
    public static final Modality AUDIO = new Modality("audio");
    public static final Modality VISION = new Modality("vision");

    private static final List<Modality> ROLES = List.of(TEXT, AUDIO, VISION);

    /** Checks the name. */
    public Modality {
        if (name.isEmpty() || !name.equals(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("a modality's name is in lower case, not '" + name + "'");
        }
    }

    /** Those of the given names, in their order. */
    public static List<Modality> named(List<String> names) {
        return names.stream().map(Modality::new).toList();
    }

    /** Text, audio, vision, then the others by name. */
    @Override
    public int compareTo(Modality other) {
        return Comparator.comparingInt(Modality::place)
                .thenComparing(Modality::name)
                .compare(this, other);
    }

    private int place() {
        int place = ROLES.indexOf(this);
        return place < 0 ? ROLES.size() : place;
    }

    @Override
    public String toString() {
        return name;
    }
}

package org.derl.data.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How some arrays of files were read: one line of the list that is shown before anything is written.
 *
 * @param meaning what they were taken for, in a word or two: split, id, label, transcript, audio ... or
 *     {@link #LEFT_OUT}
 * @param origins where they lie
 * @param remark what was renamed, guessed or left out, and why, in a few words; empty where there is nothing to say
 */
public record Reading(String meaning, List<Origin> origins, String remark) {

    /** The meaning of what is not used. */
    public static final String LEFT_OUT = "left out";

    /**
     * A place in a file.
     *
     * @param array the array's name, or the beginning of several, up to a slash; empty for the whole file
     */
    public record Origin(Path file, String array) {}

    /** Keeps the origins as they are. */
    public Reading {
        origins = List.copyOf(origins);
    }

    /** Of arrays of one file. */
    public Reading(String meaning, Path file, List<String> arrays, String remark) {
        this(meaning, arrays.stream().map(array -> new Origin(file, array)).toList(), remark);
    }

    /** Whether a name, or what it lies below, is among origins. */
    private static boolean covers(Set<Origin> origins, Path file, String name) {
        int end = name.length();
        while (end > 0) {
            if (origins.contains(new Origin(file, name.substring(0, end)))) {
                return true;
            }
            end = name.lastIndexOf('/', end - 1);
        }
        return origins.contains(new Origin(file, ""));
    }

    /** Readings, and after them one a file of all its arrays that are in none. */
    static List<Reading> complete(List<Reading> readings, List<ArrayFile> files) {
        Set<Origin> origins =
                readings.stream().flatMap(reading -> reading.origins().stream()).collect(Collectors.toSet());
        List<Reading> complete = new ArrayList<>(readings);
        for (ArrayFile file : files) {
            List<String> left = file.arrays().stream()
                    .map(NamedArray::name)
                    .filter(name -> !covers(origins, file.path(), name))
                    .toList();
            if (!left.isEmpty()) {
                complete.add(new Reading(LEFT_OUT, file.path(), left, "this layout does not use it"));
            }
        }
        return List.copyOf(complete);
    }
}

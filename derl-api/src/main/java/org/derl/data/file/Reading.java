package org.derl.data.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.derl.io.Quantity;

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

    /** The meaning of numbers that may be features, of files that tell no modality of them. */
    public static final String NOT_READ = "not read";

    /** The meaning of numbers that were made of a file which does not hold them so, by the recipe in the remark. */
    public static final String COMPUTED = "computed";

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
            List<NamedArray> unread = file.arrays().stream()
                    .filter(named -> !covers(origins, file.path(), named.name()))
                    .toList();
            Map<String, List<NamedArray>> further = furtherSplits(unread, origins);
            further.forEach((split, arrays) -> complete.add(new Reading(
                    LEFT_OUT,
                    file.path(),
                    arrays.stream().map(NamedArray::name).toList(),
                    furtherSplit(split, arrays))));
            List<String> left = unread.stream()
                    .filter(named -> further.values().stream().noneMatch(arrays -> arrays.contains(named)))
                    .map(NamedArray::name)
                    .toList();
            if (!left.isEmpty()) {
                complete.add(new Reading(LEFT_OUT, file.path(), left, "this layout does not use it"));
            }
        }
        return List.copyOf(complete);
    }

    /**
     * The arrays of splits beyond training, validation and test, such as test2: they are called as those of one of
     * these.
     */
    private static Map<String, List<NamedArray>> furtherSplits(List<NamedArray> unread, Set<Origin> read) {
        Function<String, Optional<String>> meaning = Spellings.splitsAmong(
                read.stream().map(origin -> first(origin.array())).distinct().toList());
        Set<String> contents = read.stream()
                .map(Origin::array)
                .filter(name -> name.contains("/") && meaning.apply(first(name)).isPresent())
                .map(Reading::rest)
                .collect(Collectors.toSet());
        Map<String, List<NamedArray>> further = new LinkedHashMap<>();
        for (NamedArray array : unread) {
            String split = first(array.name());
            if (contents.contains(rest(array.name())) && meaning.apply(split).isEmpty()) {
                further.computeIfAbsent(split, name -> new ArrayList<>()).add(array);
            }
        }
        return further;
    }

    /** What became of such a split, and the way out. */
    private static String furtherSplit(String split, List<NamedArray> arrays) {
        long samples = arrays.stream()
                .map(array -> array.array().shape())
                .filter(shape -> shape.dimension() > 0)
                .mapToLong(shape -> shape.get(0))
                .max()
                .orElse(0);
        return Quantity.of(samples, "sample") + " of a further split; to use them, call '" + split
                + "' train, valid or test in place of another, or import it as a data set of its own";
    }

    private static String first(String name) {
        return name.substring(0, Math.max(0, name.indexOf('/')));
    }

    private static String rest(String name) {
        return name.contains("/") ? name.substring(name.indexOf('/') + 1) : "/";
    }
}

package org.derl.bench.sweep;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The seeds from which each model is trained.
 *
 * @param all of them, none of them twice
 */
public record Seeds(List<Long> all) {

    /** How to write some, for messages and help. */
    public static final String WRITTEN = "5 for the seeds 1 to 5, 3..5, or 1,2,5";

    private static final Pattern RANGE = Pattern.compile("(\\d{1,18})\\.\\.(\\d{1,18})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final int MOST = 10_000;

    /** Refuses none, and any that is named twice. */
    public Seeds {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no seed is named; write " + WRITTEN);
        }
        if (new TreeSet<>(all).size() < all.size()) {
            throw new IllegalArgumentException("a seed of " + joined(all, ",") + " is named twice; name it once");
        }
    }

    /**
     * Those that a text names: a number alone is how many, from 1; others are numbers and ranges, separated by commas;
     * {@code 7,} is that one alone.
     *
     * @throws IllegalArgumentException when it names none; the message says what to write
     */
    public static Seeds of(String text) {
        String written = text.replace(" ", "");
        if (NUMBER.matcher(written).matches()) {
            return new Seeds(range(text, "1", written));
        }
        List<Long> all = new ArrayList<>();
        for (String part : written.replaceFirst("(?<=\\d),$", "").split(",", -1)) {
            Matcher range = RANGE.matcher(part);
            if (range.matches()) {
                all.addAll(range(text, range.group(1), range.group(2)));
            } else if (NUMBER.matcher(part).matches()) {
                all.add(Long.parseLong(part));
            } else {
                throw new IllegalArgumentException("'" + text + "' names no seeds; write " + WRITTEN);
            }
        }
        return new Seeds(all);
    }

    private static List<Long> range(String text, String first, String last) {
        long from = Long.parseLong(first);
        long to = Long.parseLong(last);
        if (to < from) {
            throw new IllegalArgumentException("'" + text + "' names no seeds; write " + WRITTEN);
        } else if (to - from >= MOST) {
            throw new IllegalArgumentException("'" + text + "' are more than " + MOST + " seeds; name fewer");
        }
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    /** Some as a command takes them: {@code 5} for 1 to 5. */
    public static String text(Collection<Long> seeds) {
        List<Long> sorted = List.copyOf(new TreeSet<>(seeds));
        if (areUsual(sorted)) {
            return String.valueOf(sorted.size());
        }
        return joined(sorted, ",") + (sorted.size() == 1 ? "," : "");
    }

    /** Which they are, as in " (2, 5)"; empty where they are from 1 on, as usual. */
    public static String named(Collection<Long> seeds) {
        List<Long> sorted = List.copyOf(new TreeSet<>(seeds));
        return areUsual(sorted) ? "" : " (" + joined(sorted, ", ") + ")";
    }

    private static boolean areUsual(List<Long> sorted) {
        return sorted.equals(LongStream.rangeClosed(1, sorted.size()).boxed().toList());
    }

    private static String joined(List<Long> seeds, String by) {
        return seeds.stream().map(String::valueOf).collect(Collectors.joining(by));
    }
}

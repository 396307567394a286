package org.derl.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Converts Java names to their form in configuration and messages, and finds the name that a misspelt one most likely
 * means.
 */
public final class Names {

    private Names() {}

    /**
     * {@code postFusion}, {@code LstmEncoder} and {@code NOT_YET} as {@code post-fusion}, {@code lstm-encoder}, {@code
     * not-yet}.
     */
    public static String kebab(String name) {
        if (name.equals(name.toUpperCase(Locale.ROOT))) {
            return name.toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** Settings that were called otherwise, by the names of then. */
    private static final Map<String, String> FORMER = Map.of(
            "inner-size", "feed-forward-size",
            "future-mask", "causal-mask",
            "levels", "layers",
            "memory-levels", "memory-layers",
            "reference", "compare-to",
            "plateau", "schedule");

    /** What a setting is called today, if it was called otherwise and that is among some names. */
    static Optional<String> today(String former, Collection<String> names) {
        return Optional.ofNullable(FORMER.get(former)).filter(names::contains);
    }

    /** What became of settings that no record has any more, by their names of then. */
    private static final Map<String, String> GONE = Map.of(
            "as-released",
            "what it switched are settings of their own now, which the model of this name with -as-released after it"
                    + " has",
            "searched-behind",
            "it is called 'searched-with' now");

    /** What became of a setting that no record has any more. */
    static Optional<String> gone(String former) {
        return Optional.ofNullable(GONE.get(former));
    }

    /** A kind as words: {@code UtteranceEncoder} as "utterance encoder". */
    public static String words(Class<?> kind) {
        return kebab(kind.getSimpleName()).replace('-', ' ');
    }

    /** One of a kind: {@code UtteranceEncoder} as "an utterance encoder". */
    static String one(Class<?> kind) {
        String words = words(kind);
        return ("aeiou".indexOf(words.charAt(0)) >= 0 ? "an " : "a ") + words;
    }

    /**
     * The candidate that differs in the fewest letters, if they are few enough to be a slip; capital letters do not
     * count.
     */
    public static Optional<String> nearest(String called, Collection<String> candidates) {
        String name = called.toLowerCase(Locale.ROOT);
        return candidates.stream()
                .filter(candidate -> distance(name, candidate) <= Math.max(2, candidate.length() / 3))
                .min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /**
     * What to say of a name that is none of the known ones: which one it most likely means, or else which there are.
     */
    public static String unknown(String called, Collection<String> known) {
        return unknown(called, known, known.isEmpty() ? "there are none" : "there are " + String.join(", ", known));
    }

    /** The same with other words where no known name is near. */
    public static String unknown(String called, Collection<String> known, String otherwise) {
        return nearest(called, known)
                .map(near -> "did you mean '" + near + "'?")
                .orElse(otherwise);
    }

    /** Letters put in, left out, changed, or swapped with their neighbor (optimal string alignment). */
    private static int distance(String one, String other) {
        int[][] steps = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                steps[i][j] =
                        Math.min(steps[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
                }
            }
        }
        return steps[one.length()][other.length()];
    }
}

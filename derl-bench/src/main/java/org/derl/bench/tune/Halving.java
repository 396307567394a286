package org.derl.bench.tune;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Synchronous successive halving: all draws are trained for a share of the epochs, the best third of them for the next
 * share, up to the full training. The first draw, a model's own settings, goes on unless it failed, so that what is
 * chosen was never worse than these; but where these learned nothing, anything that did is better, whatever its error.
 *
 * @param shares of the full training, one by one: a ninth for 9, all of it for 1
 */
record Halving(List<Integer> shares) {

    private static final int FACTOR = 3;
    private static final List<Integer> SHARES = List.of(FACTOR * FACTOR, FACTOR, 1);

    /** The draw that goes on unless it failed. */
    static final int OWN = 1;

    /** Better results first: draws that learned nothing behind those that did, failed ones last, ties by number. */
    private static final Comparator<DrawResult> ORDER = Comparator.comparing(
                    (DrawResult result) -> result.failure() != null)
            .thenComparing(DrawResult::collapsed)
            .thenComparing(DrawResult::error)
            .thenComparing(DrawResult::number);

    Halving {
        shares = List.copyOf(shares);
    }

    /**
     * The shares for so many draws: with too few there would be none to leave out.
     *
     * @param draws of each model
     */
    static Halving of(int draws) {
        int rungs = 1;
        for (int left = draws; left > 1 && rungs < SHARES.size(); left = kept(left)) {
            rungs++;
        }
        return new Halving(SHARES.subList(SHARES.size() - rungs, SHARES.size()));
    }

    /** After how many epochs training pauses. */
    static int epochs(int full, int share) {
        return (full + share - 1) / share;
    }

    /** How many of so many go on, the first draw aside. */
    static int kept(int draws) {
        return (draws + FACTOR - 1) / FACTOR;
    }

    /**
     * The numbers of the draws that go on, sorted.
     *
     * @param results of all draws of one model that were trained up to here
     */
    static List<Integer> goingOn(List<DrawResult> results) {
        List<Integer> ordered = ordered(results);
        return Stream.concat(
                        ordered.stream().filter(number -> number == OWN),
                        ordered.stream().limit(kept(results.size())))
                .distinct()
                .sorted()
                .toList();
    }

    /** The best first; failed ones do not go on. */
    private static List<Integer> ordered(List<DrawResult> results) {
        return results.stream()
                .filter(result -> result.failure() == null)
                .sorted(ORDER)
                .map(DrawResult::number)
                .toList();
    }

    /** The number of the best; 0 where all failed. */
    static int best(List<DrawResult> results) {
        return ordered(results).stream().findFirst().orElse(0);
    }
}

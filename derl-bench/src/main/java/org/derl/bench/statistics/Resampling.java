package org.derl.bench.statistics;

import java.util.function.UnaryOperator;

/**
 * How samples and seeds are resampled.
 *
 * @param count how many times
 * @param confidence of the interval, such as 0.95
 * @param seed of the draws
 * @param group gives the group of a sample by its id; whole groups are drawn, since samples of one group, such as the
 *     utterances of one video, are not independent
 */
public record Resampling(int count, double confidence, long seed, UnaryOperator<String> group) {

    private static final int USUAL_COUNT = 10_000;
    private static final double USUAL_CONFIDENCE = 0.95;
    private static final long USUAL_SEED = 1;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException when there is nothing to draw, or the confidence is not between 0 and 1
     */
    public Resampling {
        if (count < 1 || !(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "resampling needs a positive count and a confidence between 0 and 1, not " + count + " and "
                            + confidence);
        }
    }

    /** 10,000 times, 95 % confidence; every sample is a group of its own. */
    public static Resampling ofSamples() {
        return ofGroups(UnaryOperator.identity());
    }

    /** 10,000 times, 95 % confidence; samples of one group are drawn together. */
    public static Resampling ofGroups(UnaryOperator<String> group) {
        return new Resampling(USUAL_COUNT, USUAL_CONFIDENCE, USUAL_SEED, group);
    }

    /** The same with another number of draws: 2,000 are enough for a slow metric. */
    public Resampling times(int newCount) {
        return new Resampling(newCount, confidence, seed, group);
    }
}

package org.derl.bench.statistics;

/**
 * Below which a difference between two systems is none in practice.
 *
 * @param number of a metric that is no share, such as an error
 * @param share of one that is, such as an accuracy: 0.01 is one point
 */
public record PracticalEquality(double number, double share) {

    /** Refuses what no difference could be. */
    public PracticalEquality {
        if (!(number >= 0 && share >= 0)) {
            throw new IllegalArgumentException(
                    "differences are practically none below a size of 0 or more, not " + number + " and " + share);
        }
    }
}

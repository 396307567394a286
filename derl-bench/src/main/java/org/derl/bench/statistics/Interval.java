package org.derl.bench.statistics;

/**
 * A number and the range in which it lies with some confidence.
 *
 * @param estimate the number as measured
 * @param low the lower end
 * @param high the upper end
 */
public record Interval(double estimate, double low, double high) {

    /** Whether the whole range is on one side of zero. */
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }
}

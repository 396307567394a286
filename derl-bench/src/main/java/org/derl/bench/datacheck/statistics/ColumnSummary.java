package org.derl.bench.datacheck.statistics;

/**
 * The numbers of one column of feature vectors.
 *
 * @param nan how many are NaN, in padding too
 * @param negativeInfinities how many are -inf, in padding too
 * @param positiveInfinities how many are inf, in padding too
 * @param finite how many finite ones there are outside of padding, of which the rest tells
 * @param zeros how many of them are zero
 * @param mean of them; NaN where there is none
 * @param deviation the standard deviation
 */
public record ColumnSummary(
        long nan,
        long negativeInfinities,
        long positiveInfinities,
        long finite,
        long zeros,
        double mean,
        double deviation,
        double lowest,
        double highest) {

    public boolean constant() {
        return finite > 0 && lowest == highest;
    }

    public double zeroShare() {
        return finite == 0 ? Double.NaN : (double) zeros / finite;
    }

    /** How many are no finite numbers. */
    public long nonFinite() {
        return nan + negativeInfinities + positiveInfinities;
    }
}

package org.derl.bench.statistics;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/** A number as measured, and what it was in each draw of samples and seeds. */
public final class Drawn {

    private final double estimate;
    private final double[] draws;

    /**
     * In which shares of the draws one system is better than another, practically equal, and worse; not numbers where a
     * difference is undefined in all draws.
     */
    public record Shares(double better, double equal, double worse) {}

    Drawn(double estimate, double[] draws) {
        this.estimate = estimate;
        this.draws = draws;
    }

    /** @param draws those in which it is undefined, which are not numbers, are left out */
    static Drawn of(double estimate, DoubleStream draws) {
        return new Drawn(estimate, draws.filter(draw -> !Double.isNaN(draw)).toArray());
    }

    /**
     * The percentiles of the draws; not numbers where there is none.
     *
     * @param confidence such as 0.95
     */
    public Interval interval(double confidence) {
        double tail = (1 - confidence) / 2;
        return new Interval(estimate, percentile(tail), percentile(1 - tail));
    }

    /**
     * How often a difference is for the better, too small to matter, and for the worse.
     *
     * @param equality below which a difference is none in practice
     */
    public Shares shares(double equality, boolean higherIsBetter) {
        double sign = higherIsBetter ? 1 : -1;
        DoublePredicate none = draw -> draw == 0 || Math.abs(draw) < equality;
        return new Shares(
                share(none.negate().and(draw -> sign * draw > 0)),
                share(none),
                share(none.negate().and(draw -> sign * draw < 0)));
    }

    /**
     * How probable it is that a difference at least as large comes about where there is none: twice the share of draws on
     * the other side of zero, with one more draw there. It is never 0, and not a number where there is no draw.
     */
    public double probability() {
        double above = (1 + draws.length * share(draw -> draw >= 0)) / (1 + draws.length);
        double below = (1 + draws.length * share(draw -> draw <= 0)) / (1 + draws.length);
        return Math.min(1, 2 * Math.min(above, below));
    }

    /**
     * How probable it is that a number is no larger than a bound: the share of draws that are not, with one more such
     * draw. It is never 0, and not a number where there is no draw.
     */
    public double probabilityOfAtMost(double bound) {
        return draws.length == 0 ? Double.NaN : (1 + draws.length * share(draw -> draw <= bound)) / (1 + draws.length);
    }

    private double share(DoublePredicate counts) {
        return (double) Arrays.stream(draws).filter(counts).count() / draws.length;
    }

    /** Between the two nearest draws in proportion, so that the interval of the opposite difference is the opposite. */
    private double percentile(double share) {
        return draws.length == 0
                ? Double.NaN
                : new Percentile().withEstimationType(EstimationType.R_7).evaluate(draws, 100 * share);
    }
}

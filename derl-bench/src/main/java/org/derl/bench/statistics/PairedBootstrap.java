package org.derl.bench.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;
import org.derl.bench.metric.SampleMean;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;

/**
 * The difference between two systems on the same samples. Samples are resampled, the same for both systems, and so are
 * the seeds of each system separately. The metric is averaged over seeds, and the percentiles of the differences give
 * the interval (Efron and Tibshirani, An Introduction to the Bootstrap, chapter 13). It covers the choice of test
 * samples and that of seeds. A system with one seed is taken as it is.
 */
public final class PairedBootstrap {

    private PairedBootstrap() {}

    /**
     * How much larger the metric of one system is than that of another. Draws for which the metric is undefined are
     * left out; the interval is not a number where none is left.
     *
     * @param one the predictions of one system, one entry per seed
     * @param other the predictions of the other, with any number of seeds
     * @throws IllegalArgumentException when predictions are missing or not finite, or are not of the same samples in
     *     the same order
     */
    public static Interval difference(
            List<Predictions> one, List<Predictions> other, Metric metric, Resampling resampling) {
        Comparability.check(one, other);
        Difference difference = metric instanceof SampleMean mean
                ? DifferenceOfMeans.of(one, other, mean)
                : new DifferenceOfMetrics(one, other, metric);
        SeedDraws ones = new SeedDraws(one.size(), resampling.confidence());
        SeedDraws others = new SeedDraws(other.size(), resampling.confidence());
        Draws draws = new Draws(one.get(0).ids(), resampling.group());
        int[] once = new int[one.get(0).size()];
        Arrays.fill(once, 1);
        SplittableRandom random = new SplittableRandom(resampling.seed());
        double[] drawn = DoubleStream.generate(
                        () -> difference.of(draws.next(random), ones.next(random), others.next(random)))
                .limit(resampling.count())
                .filter(value -> !Double.isNaN(value))
                .toArray();
        double tail = (1 - resampling.confidence()) / 2;
        double estimate = difference.of(once, ones.even(), others.even());
        return new Interval(estimate, percentile(drawn, tail), percentile(drawn, 1 - tail));
    }

    /** Between the two nearest draws in proportion, so that the interval of the opposite difference is the opposite. */
    private static double percentile(double[] drawn, double share) {
        if (drawn.length == 0) {
            return Double.NaN;
        }
        return new Percentile().withEstimationType(EstimationType.R_7).evaluate(drawn, 100 * share);
    }
}

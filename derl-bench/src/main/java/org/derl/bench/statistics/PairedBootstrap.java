package org.derl.bench.statistics;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
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
        return draws(one, other, metric, resampling).interval(resampling.confidence());
    }

    /**
     * The draws of the difference, of which {@link #difference} is the interval.
     *
     * @throws IllegalArgumentException as above
     */
    public static Drawn draws(List<Predictions> one, List<Predictions> other, Metric metric, Resampling resampling) {
        Comparability.check(one, other);
        MeanOverSeeds ofOne = MeanOverSeeds.of(one, metric);
        MeanOverSeeds ofOther = MeanOverSeeds.of(other, metric);
        SeedDraws ones = SeedDraws.of(one.size(), resampling.confidence());
        SeedDraws others = SeedDraws.of(other.size(), resampling.confidence());
        Draws draws = new Draws(one.get(0).ids(), resampling.group());
        SplittableRandom random = new SplittableRandom(resampling.seed());
        int samples = one.get(0).size();
        return drawn(ofOne.plain(samples, ones) - ofOther.plain(samples, others), resampling, () -> {
            int[] times = draws.next(random);
            return ofOne.of(times, ones.next(random)) - ofOther.of(times, others.next(random));
        });
    }

    /**
     * The mean of one system over seeds, by samples and seeds that are resampled in the same way.
     *
     * @param seeds the predictions, one entry per seed
     * @throws IllegalArgumentException when predictions are missing or not finite, or are not of the same samples in
     *     the same order
     */
    public static Interval mean(List<Predictions> seeds, Metric metric, Resampling resampling) {
        Comparability.check(seeds, seeds);
        MeanOverSeeds mean = MeanOverSeeds.of(seeds, metric);
        SeedDraws weights = SeedDraws.of(seeds.size(), resampling.confidence());
        Draws draws = new Draws(seeds.get(0).ids(), resampling.group());
        SplittableRandom random = new SplittableRandom(resampling.seed());
        double estimate = mean.plain(seeds.get(0).size(), weights);
        return drawn(estimate, resampling, () -> mean.of(draws.next(random), weights.next(random)))
                .interval(resampling.confidence());
    }

    private static Drawn drawn(double estimate, Resampling resampling, DoubleSupplier draw) {
        return new Drawn(
                estimate,
                DoubleStream.generate(draw)
                        .limit(resampling.count())
                        .filter(value -> !Double.isNaN(value))
                        .toArray());
    }
}

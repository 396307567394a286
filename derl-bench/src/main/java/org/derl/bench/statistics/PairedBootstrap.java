package org.derl.bench.statistics;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
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
    static Drawn draws(List<Predictions> one, List<Predictions> other, Metric metric, Resampling resampling) {
        return draws(List.of(one), other, List.of(metric), resampling).get(0).get(0);
    }

    /**
     * The draws of the differences of several systems with equally many seeds, by several metrics: those of each system, in
     * the order of the metrics. All are of the same samples and seeds, which are the same as for one difference alone.
     *
     * @throws IllegalArgumentException as above
     */
    static List<List<Drawn>> draws(
            List<List<Predictions>> ones, List<Predictions> other, List<Metric> metrics, Resampling resampling) {
        ones.forEach(one -> Comparability.check(one, other));
        List<DifferenceDraws> byMetric = metrics.stream()
                .map(metric -> new DifferenceDraws(ones, other, metric, resampling.count()))
                .toList();
        SeedDraws seeds = SeedDraws.of(ones.get(0).size(), resampling.confidence());
        SeedDraws others = SeedDraws.of(other.size(), resampling.confidence());
        Draws draws = new Draws(other.get(0).ids(), resampling.group());
        SplittableRandom random = new SplittableRandom(resampling.seed());
        for (int draw = 0; draw < resampling.count(); draw++) {
            int[] times = draws.next(random);
            double[] weights = seeds.next(random);
            double[] otherWeights = others.next(random);
            byMetric.forEach(differences -> differences.add(times, weights, otherWeights));
        }
        return IntStream.range(0, ones.size())
                .mapToObj(one -> byMetric.stream()
                        .map(differences -> differences.of(one, seeds, others))
                        .toList())
                .toList();
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
        return Drawn.of(
                        estimate,
                        DoubleStream.generate(() -> mean.of(draws.next(random), weights.next(random)))
                                .limit(resampling.count()))
                .interval(resampling.confidence());
    }
}

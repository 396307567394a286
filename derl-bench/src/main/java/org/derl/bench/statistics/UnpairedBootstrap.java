package org.derl.bench.statistics;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;

/**
 * How the same models differ between two sets of samples that have none in common, such as two splits. The samples of each
 * set are resampled by whole groups, and the seeds once for both sets; one seed is taken as it is. Whatever was fitted
 * before, such as a regression, stays as it is.
 */
public final class UnpairedBootstrap {

    /**
     * Of fewer groups than these in a set nothing is drawn. With g groups the draws spread by only the root of (g - 1) / g
     * of what they should, hence not at all with a single one, and of five groups there are no more than 126 different
     * draws.
     */
    public static final int FEWEST_GROUPS = 6;

    private UnpairedBootstrap() {}

    /** What follows from the metrics of both sets, which are in the order that they were given in. */
    @FunctionalInterface
    public interface Contrast {

        /** Such as the difference of the first metric. */
        double of(double[] one, double[] other);
    }

    /**
     * How much larger the metric is on one set than on another, with its draws.
     *
     * @param one predictions of one set, one entry per seed
     * @param other predictions of the other by the same models, in the same order
     * @param ofOne how often is drawn, and by which groups of the one
     * @param ofOther the groups of the other
     * @return without a draw where a set has fewer than {@link #FEWEST_GROUPS} groups
     * @throws IllegalArgumentException when predictions are missing or not finite, those of one set are not of the same
     *     samples, or the sets have not equally many seeds
     */
    public static Drawn difference(
            List<Predictions> one, Resampling ofOne, List<Predictions> other, Resampling ofOther, Metric metric) {
        return contrast(one, ofOne, other, ofOther, List.of(metric), (first, second) -> first[0] - second[0]);
    }

    /**
     * The same of any number that follows from several metrics of both sets.
     *
     * @throws IllegalArgumentException as above
     */
    public static Drawn contrast(
            List<Predictions> one,
            Resampling ofOne,
            List<Predictions> other,
            Resampling ofOther,
            List<Metric> metrics,
            Contrast contrast) {
        Side first = new Side(one, ofOne, metrics);
        Side second = new Side(other, ofOther, metrics);
        if (one.size() != other.size()) {
            throw new IllegalArgumentException("predictions of " + one.size() + " and of " + other.size()
                    + " seeds are not of the same models; take those of seeds that have both");
        }
        SeedDraws seeds = SeedDraws.of(one.size(), ofOne.confidence());
        SplittableRandom random = new SplittableRandom(ofOne.seed());
        boolean few = Math.min(first.groups(), second.groups()) < FEWEST_GROUPS;
        return Drawn.of(
                contrast.of(first.plain(seeds), second.plain(seeds)),
                DoubleStream.generate(() -> {
                            double[] weights = seeds.next(random);
                            return contrast.of(first.next(random, weights), second.next(random, weights));
                        })
                        .limit(few ? 0 : ofOne.count()));
    }

    /** One of the two sets. */
    private static final class Side {

        private final int samples;
        private final List<MeanOverSeeds> means;
        private final Draws draws;

        Side(List<Predictions> predictions, Resampling resampling, List<Metric> metrics) {
            Comparability.check(predictions, predictions);
            samples = predictions.get(0).size();
            means = metrics.stream()
                    .map(metric -> MeanOverSeeds.of(predictions, metric))
                    .toList();
            draws = new Draws(predictions.get(0).ids(), resampling.group());
        }

        int groups() {
            return draws.groups();
        }

        double[] plain(SeedDraws seeds) {
            return means.stream()
                    .mapToDouble(mean -> mean.plain(samples, seeds))
                    .toArray();
        }

        double[] next(SplittableRandom random, double[] weights) {
            int[] times = draws.next(random);
            return means.stream().mapToDouble(mean -> mean.of(times, weights)).toArray();
        }
    }
}

package org.derl.bench.statistics;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;

/**
 * The difference of a metric between two sets of samples that have none in common, such as two splits. The samples of
 * each are resampled by whole groups, and so are its seeds; one seed is taken as it is.
 */
public final class UnpairedBootstrap {

    private UnpairedBootstrap() {}

    /**
     * How much larger the metric is on one set than on another, with its draws.
     *
     * @param one predictions of one set, one entry per seed
     * @param other predictions of the other, likewise
     * @param ofOne how often is drawn, and by which groups of the one
     * @param ofOther the groups of the other
     * @throws IllegalArgumentException when predictions are missing or not finite, or those of one set are not of the
     *     same samples
     */
    public static Drawn difference(
            List<Predictions> one, Resampling ofOne, List<Predictions> other, Resampling ofOther, Metric metric) {
        Side first = new Side(one, ofOne, metric);
        Side second = new Side(other, ofOther, metric);
        SplittableRandom random = new SplittableRandom(ofOne.seed());
        return Drawn.of(
                first.plain() - second.plain(),
                DoubleStream.generate(() -> first.next(random) - second.next(random))
                        .limit(ofOne.count()));
    }

    /** One of the two sets. */
    private static final class Side {

        private final int samples;
        private final MeanOverSeeds mean;
        private final SeedDraws seeds;
        private final Draws draws;

        Side(List<Predictions> predictions, Resampling resampling, Metric metric) {
            Comparability.check(predictions, predictions);
            samples = predictions.get(0).size();
            mean = MeanOverSeeds.of(predictions, metric);
            seeds = SeedDraws.of(predictions.size(), resampling.confidence());
            draws = new Draws(predictions.get(0).ids(), resampling.group());
        }

        double plain() {
            return mean.plain(samples, seeds);
        }

        double next(SplittableRandom random) {
            return mean.of(draws.next(random), seeds.next(random));
        }
    }
}

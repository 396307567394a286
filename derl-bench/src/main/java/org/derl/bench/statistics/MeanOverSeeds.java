package org.derl.bench.statistics;

import java.util.Arrays;
import java.util.List;
import org.derl.bench.metric.CountedMetric;
import org.derl.bench.metric.CountedMetric.Counted;
import org.derl.bench.metric.SampleMean;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;

/** A metric of one system, averaged over its seeds, on some of the samples. */
@FunctionalInterface
interface MeanOverSeeds {

    /**
     * The mean; not a number where it is undefined.
     *
     * @param times how often each sample is taken
     * @param weights how much each seed counts; 1 in sum
     */
    double of(int[] times, double[] weights);

    /** The way that is cheapest for a metric. */
    static MeanOverSeeds of(List<Predictions> seeds, Metric metric) {
        if (metric instanceof SampleMean mean) {
            return MeanOfMeans.of(seeds, mean);
        }
        List<Counted> counted = metric instanceof CountedMetric each
                ? seeds.stream().map(each::on).toList()
                : seeds.stream()
                        .<Counted>map(seed -> times -> metric.of(TakenSamples.of(seed, times)))
                        .toList();
        return (times, weights) -> {
            double sum = 0;
            for (int seed = 0; seed < weights.length; seed++) {
                sum += weights[seed] * counted.get(seed).of(times);
            }
            return sum;
        };
    }

    /** Where each sample is taken once, and seeds count alike. */
    default double plain(int samples, SeedDraws seeds) {
        int[] once = new int[samples];
        Arrays.fill(once, 1);
        return of(once, seeds.even());
    }
}

package org.derl.bench.statistics;

import java.util.Arrays;
import java.util.List;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;

/** By how much the metric of several systems exceeds that of another, draw by draw. */
final class DifferenceDraws {

    private final MeanOverSeeds[] ofOnes;
    private final MeanOverSeeds ofOther;
    private final double[][] values;
    private final int samples;
    private int count;

    DifferenceDraws(List<List<Predictions>> ones, List<Predictions> other, Metric metric, int draws) {
        ofOnes = ones.stream().map(one -> MeanOverSeeds.of(one, metric)).toArray(MeanOverSeeds[]::new);
        ofOther = MeanOverSeeds.of(other, metric);
        values = new double[ones.size()][draws];
        samples = other.get(0).size();
    }

    /**
     * One more draw.
     *
     * @param times how often each sample is taken
     * @param weights how much each seed of the systems counts
     * @param otherWeights how much each seed of the other counts
     */
    void add(int[] times, double[] weights, double[] otherWeights) {
        double subtrahend = ofOther.of(times, otherWeights);
        for (int one = 0; one < ofOnes.length; one++) {
            values[one][count] = ofOnes[one].of(times, weights) - subtrahend;
        }
        count++;
    }

    /** The difference of a system, by its number, with all of its draws. */
    Drawn of(int one, SeedDraws seeds, SeedDraws others) {
        double estimate = ofOnes[one].plain(samples, seeds) - ofOther.plain(samples, others);
        return Drawn.of(estimate, Arrays.stream(values[one]));
    }
}

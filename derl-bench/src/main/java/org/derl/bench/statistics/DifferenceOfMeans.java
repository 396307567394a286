package org.derl.bench.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.bench.metric.SampleMean;
import org.derl.eval.Predictions;

/**
 * The difference of a metric that is a mean over samples. Which samples count depends on labels alone, so that a draw
 * takes no more than a sum for each seed.
 */
final class DifferenceOfMeans implements Difference {

    private final double[][] one;
    private final double[][] other;
    private final int[] counting;

    private DifferenceOfMeans(double[][] one, double[][] other) {
        this.one = one;
        this.other = other;
        counting = IntStream.range(0, one[0].length)
                .filter(row -> !Double.isNaN(one[0][row]))
                .toArray();
    }

    static DifferenceOfMeans of(List<Predictions> one, List<Predictions> other, SampleMean metric) {
        return new DifferenceOfMeans(ofEach(one, metric), ofEach(other, metric));
    }

    private static double[][] ofEach(List<Predictions> seeds, SampleMean metric) {
        return seeds.stream().map(metric::ofEach).toArray(double[][]::new);
    }

    @Override
    public double of(int[] times, double[] ones, double[] others) {
        long count = Arrays.stream(counting).mapToLong(row -> times[row]).sum();
        return (sum(one, times, ones) - sum(other, times, others)) / count;
    }

    private double sum(double[][] seeds, int[] times, double[] weights) {
        double sum = 0;
        for (int seed = 0; seed < seeds.length; seed++) {
            double ofSeed = 0;
            for (int row : counting) {
                ofSeed += times[row] * seeds[seed][row];
            }
            sum += weights[seed] * ofSeed;
        }
        return sum;
    }
}

package org.derl.bench.statistics;

import java.util.List;
import java.util.stream.IntStream;
import org.derl.bench.metric.SampleMean;
import org.derl.eval.Predictions;

/**
 * The mean over seeds of a metric that is a mean over samples. Which samples count depends on labels alone, so that a draw
 * takes no more than a sum for each seed.
 */
final class MeanOfMeans implements MeanOverSeeds {

    private final double[][] seeds;
    private final int[] counting;

    private MeanOfMeans(double[][] seeds) {
        this.seeds = seeds;
        counting = IntStream.range(0, seeds[0].length)
                .filter(row -> !Double.isNaN(seeds[0][row]))
                .toArray();
    }

    static MeanOfMeans of(List<Predictions> seeds, SampleMean metric) {
        return new MeanOfMeans(seeds.stream().map(metric::ofEach).toArray(double[][]::new));
    }

    @Override
    public double of(int[] times, double[] weights) {
        long count = 0;
        for (int row : counting) {
            count += times[row];
        }
        double sum = 0;
        for (int seed = 0; seed < seeds.length; seed++) {
            double ofSeed = 0;
            for (int row : counting) {
                ofSeed += times[row] * seeds[seed][row];
            }
            sum += weights[seed] * ofSeed;
        }
        return sum / count;
    }
}

package org.derl.bench.statistics;

import java.util.List;
import org.derl.bench.metric.SampleMean;
import org.derl.eval.Predictions;

/**
 * The difference of a metric that is a mean over samples. Which samples count depends on labels alone, so that it is
 * itself the mean of one number a sample.
 */
final class DifferenceOfMeans implements Difference {

    private final double[] differences;

    private DifferenceOfMeans(double[] differences) {
        this.differences = differences;
    }

    static DifferenceOfMeans of(List<Predictions> one, List<Predictions> other, SampleMean metric) {
        double[] differences = meanOverSeeds(one, metric);
        double[] subtracted = meanOverSeeds(other, metric);
        for (int row = 0; row < differences.length; row++) {
            differences[row] -= subtracted[row];
        }
        return new DifferenceOfMeans(differences);
    }

    @Override
    public double of(int[] times) {
        double sum = 0;
        int count = 0;
        for (int row = 0; row < times.length; row++) {
            if (!Double.isNaN(differences[row])) {
                sum += times[row] * differences[row];
                count += times[row];
            }
        }
        return sum / count;
    }

    private static double[] meanOverSeeds(List<Predictions> seeds, SampleMean metric) {
        double[] mean = new double[seeds.get(0).size()];
        for (Predictions seed : seeds) {
            double[] each = metric.ofEach(seed);
            for (int row = 0; row < mean.length; row++) {
                mean[row] += each[row] / seeds.size();
            }
        }
        return mean;
    }
}

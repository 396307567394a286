package org.derl.bench.statistics;

import java.util.ArrayList;
import java.util.List;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;

/** The difference of any metric, computed anew on every draw. */
record DifferenceOfMetrics(List<Predictions> one, List<Predictions> other, Metric metric) implements Difference {

    @Override
    public double of(int[] times, double[] ones, double[] others) {
        return mean(one, times, ones) - mean(other, times, others);
    }

    private double mean(List<Predictions> seeds, int[] times, double[] weights) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            Predictions seed = seeds.get(i);
            sum += weights[i]
                    * metric.of(new Predictions(
                            taken(seed.ids(), times), taken(seed.labels(), times), taken(seed.predictions(), times)));
        }
        return sum;
    }

    private static <T> List<T> taken(List<T> values, int[] times) {
        List<T> taken = new ArrayList<>(times.length);
        for (int row = 0; row < times.length; row++) {
            for (int time = 0; time < times[row]; time++) {
                taken.add(values.get(row));
            }
        }
        return taken;
    }
}

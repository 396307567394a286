package org.derl.bench.probe;

import java.util.ArrayList;
import java.util.List;
import org.derl.bench.metric.SampleMean;
import org.derl.bench.statistics.Interval;
import org.derl.bench.statistics.PairedBootstrap;
import org.derl.bench.statistics.Resampling;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;

/** By how much the mean absolute error of trained models rises where something is changed; both are of the same seeds. */
final class Rise {

    /** Of what stands as predictions. */
    static final Metric MEAN = Mean.OF_PREDICTIONS;

    private Rise() {}

    /**
     * With its interval of 95 % over samples and seeds.
     *
     * @param clean the predictions of each seed
     * @param changed those of the same seeds where something is changed
     */
    static Interval of(List<Predictions> clean, List<Predictions> changed, Resampling resampling) {
        return PairedBootstrap.mean(ofEach(clean, changed), MEAN, resampling);
    }

    /** The rise of each sample's absolute error in the place of its prediction, whose {@link #MEAN} is that of the error. */
    static List<Predictions> ofEach(List<Predictions> clean, List<Predictions> changed) {
        List<Predictions> rises = new ArrayList<>();
        for (int seed = 0; seed < clean.size(); seed++) {
            rises.add(ofEach(clean.get(seed), changed.get(seed)));
        }
        return rises;
    }

    private static Predictions ofEach(Predictions clean, Predictions changed) {
        List<Double> rises = new ArrayList<>();
        for (int row = 0; row < clean.size(); row++) {
            double label = clean.labels().get(row);
            rises.add(Math.abs(changed.predictions().get(row) - label)
                    - Math.abs(clean.predictions().get(row) - label));
        }
        return new Predictions(clean.ids(), clean.labels(), rises);
    }

    /** The mean over seeds of how far predictions are apart, on average over samples. */
    static double change(List<Predictions> clean, List<Predictions> changed) {
        double sum = 0;
        for (int seed = 0; seed < clean.size(); seed++) {
            List<Double> one = clean.get(seed).predictions();
            List<Double> other = changed.get(seed).predictions();
            for (int row = 0; row < one.size(); row++) {
                sum += Math.abs(one.get(row) - other.get(row)) / one.size() / clean.size();
            }
        }
        return sum;
    }

    /** The mean of what stands as predictions. */
    private enum Mean implements SampleMean {
        OF_PREDICTIONS;

        @Override
        public double[] ofEach(Predictions predictions) {
            return predictions.predictions().stream()
                    .mapToDouble(value -> value)
                    .toArray();
        }

        @Override
        public double of(Predictions predictions) {
            return predictions.predictions().stream()
                    .mapToDouble(value -> value)
                    .average()
                    .orElse(Double.NaN);
        }

        @Override
        public boolean higherIsBetter() {
            return false;
        }
    }
}

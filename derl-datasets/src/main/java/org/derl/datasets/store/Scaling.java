package org.derl.datasets.store;

import java.util.stream.IntStream;
import org.derl.datasets.store.policy.Rules;
import org.derl.datasets.store.policy.Treatment;
import org.derl.datasets.store.writing.Cleaning;

/** What becomes of the numbers of one modality when they are loaded, by the statistics of the training part. */
public final class Scaling {

    private final Rules rules;
    private final double[] means;
    private final double[] factors;
    private final double clip;

    Scaling(Rules rules, Statistics training) {
        this.rules = rules;
        means = IntStream.range(0, training.size()).mapToDouble(training::mean).toArray();
        factors = IntStream.range(0, training.size())
                .mapToDouble(column -> 1 / training.scale(column))
                .toArray();
        Double most = rules.clip();
        clip = most == null ? Double.POSITIVE_INFINITY : most;
    }

    /** Imputes, standardizes and bounds whole steps where they are. */
    public void apply(float[] values, int from, int count) {
        if (rules.imputes() && !Cleaning.isFinite(values, from, count)) {
            impute(values, from, count);
        }
        if (rules.standardize()) {
            standardize(values, from, count);
        } else if (clip < Double.POSITIVE_INFINITY) {
            for (int i = from; i < from + count; i++) {
                values[i] = (float) Math.max(-clip, Math.min(clip, values[i]));
            }
        }
    }

    private void impute(float[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (!Float.isFinite(values[i]) && rules.treatment(values[i]) == Treatment.TRAINING_MEAN) {
                values[i] = (float) means[(i - from) % means.length];
            }
        }
    }

    private void standardize(float[] values, int from, int count) {
        for (int step = from; step < from + count; step += factors.length) {
            for (int column = 0; column < factors.length; column++) {
                double standard = (values[step + column] - means[column]) * factors[column];
                values[step + column] = (float) Math.max(-clip, Math.min(clip, standard));
            }
        }
    }
}

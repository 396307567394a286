package org.derl.bench.statistics;

import java.util.ArrayList;
import java.util.List;
import org.derl.eval.Predictions;

/** Predictions of samples as often as each was drawn, for metrics that cannot count them. */
final class TakenSamples {

    private TakenSamples() {}

    static Predictions of(Predictions seed, int[] times) {
        return new Predictions(taken(seed.ids(), times), taken(seed.labels(), times), taken(seed.predictions(), times));
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

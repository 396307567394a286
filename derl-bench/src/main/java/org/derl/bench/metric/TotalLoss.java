package org.derl.bench.metric;

import org.derl.eval.Metric;
import org.derl.eval.Predictions;

/**
 * What a model minimizes, with all terms and their weights. {@code training.select} alone can name it, for predictions
 * do not show it. It has no settings.
 */
public record TotalLoss() implements Metric {

    /** Its name in settings and files. */
    public static final String KEY = "total-loss";

    /**
     * Refuses to be taken of predictions.
     *
     * @throws IllegalArgumentException always
     */
    @Override
    public double of(Predictions predictions) {
        throw new IllegalArgumentException(
                KEY + " is what a model minimizes, which predictions do not show; only training.select can name it");
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }
}

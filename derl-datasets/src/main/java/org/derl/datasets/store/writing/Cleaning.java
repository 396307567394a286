package org.derl.datasets.store.writing;

import java.io.IOException;
import org.derl.data.preparation.Preparation;
import org.derl.datasets.store.policy.Rules;

/** What is done to numbers of one modality that are not finite, and how many there were. */
final class Cleaning {

    private final Rules rules;
    private final int width;
    private long negativeInfinities;
    private long positiveInfinities;
    private long nans;

    Cleaning(Rules rules, int width) {
        this.rules = rules;
        this.width = width;
    }

    /**
     * Cleans steps where they are.
     *
     * @return whether all their numbers are finite now
     * @throws IOException when one is refused; the message names step and column
     */
    boolean clean(float[] values, int from, int count) throws IOException {
        if (Preparation.isFinite(values, from, count)) {
            return true;
        }
        boolean finite = true;
        for (int i = from; i < from + count; i++) {
            if (!Float.isFinite(values[i])) {
                count(values[i]);
                values[i] = treated(values[i], i - from);
                finite &= Float.isFinite(values[i]);
            }
        }
        return finite;
    }

    private float treated(float value, int place) throws IOException {
        return switch (rules.treatment(value)) {
            case ZERO -> 0;
            case KEEP, TRAINING_MEAN -> value;
            case REFUSE ->
                throw new IOException("is " + value + " at step " + place / width + ", column " + (place % width + 1)
                        + ", which the policy refuses; zero or training-mean would take its place");
        };
    }

    private void count(float value) {
        if (Float.isNaN(value)) {
            nans++;
        } else if (value < 0) {
            negativeInfinities++;
        } else {
            positiveInfinities++;
        }
    }

    long negativeInfinities() {
        return negativeInfinities;
    }

    long positiveInfinities() {
        return positiveInfinities;
    }

    long nans() {
        return nans;
    }
}

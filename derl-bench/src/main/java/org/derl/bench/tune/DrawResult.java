package org.derl.bench.tune;

import org.jspecify.annotations.Nullable;

/**
 * What came of a draw, trained up to a share of the full training.
 *
 * @param number of the draw
 * @param share to which it was trained: a ninth for 9, all for 1
 * @param epochs that it was trained from the beginning; 0 where it failed
 * @param error on the validation split, the smaller the better; NaN where it failed
 * @param value of the metric by which the model's epochs are chosen; NaN where it failed
 * @param collapsed whether it predicts one number for all samples
 * @param failure why it gave no result; null where it did
 */
record DrawResult(
        int number, int share, int epochs, double error, double value, boolean collapsed, @Nullable String failure) {

    /** Of one that gave no result. */
    static DrawResult failed(int number, int share, String failure) {
        return new DrawResult(number, share, 0, Double.NaN, Double.NaN, false, failure);
    }
}

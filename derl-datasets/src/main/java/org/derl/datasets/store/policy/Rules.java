package org.derl.datasets.store.policy;

import java.util.List;
import org.derl.data.preparation.End;
import org.derl.data.preparation.Treatment;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the sequences of one modality, in this order.
 *
 * @param padding what happens to padding
 * @param maximumLength how many steps a sequence keeps at most; all where it is not set
 * @param keeps which end of a longer sequence is kept
 * @param negativeInfinity what happens to negative infinity
 * @param positiveInfinity what happens to positive infinity
 * @param nan what happens to what is not a number
 * @param averaged whether the mean of all steps, as a sum of floats from the first to the last, takes their place; what
 *     is not a number then becomes 0
 * @param empty what happens where no step is left
 * @param standardize whether every column is brought to mean 0 and standard deviation 1 over all steps of the training
 *     part, when it is loaded
 * @param clip the largest absolute value when it is loaded; larger values are clipped
 */
public record Rules(
        Padding padding,
        @Nullable Integer maximumLength,
        End keeps,
        Treatment negativeInfinity,
        Treatment positiveInfinity,
        Treatment nan,
        boolean averaged,
        EmptySequence empty,
        boolean standardize,
        @Nullable Double clip) {

    /** Refuses rules that contradict each other. */
    public Rules {
        if (maximumLength != null && maximumLength < 1) {
            throw new IllegalArgumentException("maximum-length must be positive");
        }
        if (clip != null && !(clip > 0)) {
            throw new IllegalArgumentException("clip must be positive");
        }
        boolean imputed = List.of(negativeInfinity, positiveInfinity, nan).contains(Treatment.TRAINING_MEAN);
        if (averaged && imputed) {
            throw new IllegalArgumentException("averaged sequences cannot have the training mean in the place of single"
                    + " numbers; let negative-infinity, positive-infinity and nan be zero, keep or refuse");
        }
        if ((standardize || imputed) && padding != Padding.TRIM && !averaged) {
            throw new IllegalArgumentException("standardize and training-mean need padding = trim, for padding has no"
                    + " part in the mean of the training part");
        }
    }

    /** What happens to a number that is not finite. */
    public Treatment treatment(float value) {
        if (Float.isNaN(value)) {
            return nan;
        }
        return value < 0 ? negativeInfinity : positiveInfinity;
    }

    /** Whether the training mean takes the place of some numbers. */
    public boolean imputes() {
        return List.of(negativeInfinity, positiveInfinity, nan).contains(Treatment.TRAINING_MEAN);
    }

    /** Whether anything must be known of the training part. */
    public boolean needsStatistics() {
        return standardize || imputes();
    }
}

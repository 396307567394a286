package org.derl.model;

import java.util.List;
import org.derl.config.Kind;

/**
 * Gives the factor by which the learning rates of settings are multiplied during a training. It keeps no state between
 * calls, so that an interrupted training can continue.
 */
public interface Schedule {

    /**
     * The kind that jars offer it by; {@code training.schedule} names one. A recipe is given how many epochs there are
     * at most.
     */
    Kind<Integer, Schedule> KIND = Kind.of(Schedule.class);

    /**
     * The position of a training before an optimizer step.
     *
     * @param epoch counts from 1
     * @param step how many optimizer steps all sweeps have taken before
     * @param done the share of all epochs that is over, within [0, 1); in an epoch it follows the batches of each sweep
     * @param errors on the validation split after each epoch before, the smaller the better: values of the metric by
     *     which epochs are chosen, with the sign changed where more is better
     */
    record Point(int epoch, int step, double done, List<Double> errors) {}

    /** The factor of the learning rates in the next optimizer step: finite, and not negative. */
    double factor(Point point);

    /**
     * Whether a training goes back to the weights and the state of its optimizers of the best time so far where the
     * error of an epoch lowers the factor. They are kept only where it does.
     */
    default boolean returnsToBest() {
        return false;
    }
}

package org.derl.model;

import java.util.List;
import org.derl.config.Kind;

/**
 * Decides by what factor the learning rates of settings are multiplied in the course of a training. It keeps nothing from
 * one call to the next, so that a training goes on where it was interrupted.
 */
public interface Schedule {

    /**
     * The kind that jars offer it by; {@code training.schedule} names one. A recipe is given how many epochs there are at
     * most.
     */
    Kind<Integer, Schedule> KIND = Kind.of(Schedule.class);

    /**
     * Where a training stands before a step of an optimizer.
     *
     * @param epoch counts from 1
     * @param step how many steps all sweeps have taken before
     * @param done the share of all epochs that is over, within [0, 1); in an epoch it follows the batches of each sweep
     * @param errors on the validation split after each epoch before, the smaller the better: values of the metric by which
     *     epochs are chosen, with the sign changed where more is better
     */
    record Point(int epoch, int step, double done, List<Double> errors) {}

    /** What the learning rates of settings are multiplied by in the next step: finite, and not negative. */
    double factor(Point point);
}

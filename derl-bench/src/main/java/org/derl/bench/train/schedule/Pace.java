package org.derl.bench.train.schedule;

import org.derl.model.Schedule;

/** How often a schedule that follows the course of a training looks where it stands. */
public enum Pace {
    /** Before each optimizer step. */
    STEP,
    /** Before the first step of each epoch. */
    EPOCH;

    /** The share of the training that is over, within [0, 1). */
    double done(Schedule.Point point, int epochs) {
        return this == STEP ? point.done() : (point.epoch() - 1.0) / epochs;
    }
}

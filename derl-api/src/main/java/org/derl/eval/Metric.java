package org.derl.eval;

/** A number that says how good predictions are. */
public interface Metric {

    /** The value for these predictions; not a number where it is undefined. */
    double of(Predictions predictions);

    /** Whether more is better. */
    boolean higherIsBetter();
}

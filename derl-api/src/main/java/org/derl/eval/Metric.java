package org.derl.eval;

import org.derl.config.Kind;
import org.derl.data.Split;

/** A number that says how good predictions are. */
public interface Metric {

    /** The kind that jars offer it by; {@code training.select} names one. A recipe is given the split that it measures. */
    Kind<Split, Metric> KIND = Kind.of(Metric.class);

    /** The value for these predictions; not a number where it is undefined. */
    double of(Predictions predictions);

    /** Whether more is better. */
    boolean higherIsBetter();
}

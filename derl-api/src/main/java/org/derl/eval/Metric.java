package org.derl.eval;

import org.derl.config.Kind;
import org.derl.data.LabeledSamples;

/** A number that says how good predictions are. */
public interface Metric {

    /**
     * The kind that jars offer it by; {@code training.select} names one, and {@code metrics} those of a table. A recipe
     * gets the measured samples, but not their features, because tables are made from files of predictions.
     */
    Kind<LabeledSamples, Metric> KIND = Kind.of(Metric.class);

    /** The value for these predictions; not a number where it is undefined. */
    double of(Predictions predictions);

    /** Whether more is better. */
    boolean higherIsBetter();

    /** Whether it is a share within [0, 1], such as an accuracy, which tables print in percent. */
    default boolean isShare() {
        return false;
    }
}

package org.derl.eval;

import org.derl.config.Kind;
import org.derl.data.LabeledSamples;

/** A number that says how good predictions are. */
public interface Metric {

    /**
     * The kind that jars offer it by; {@code training.select} names one, and {@code metrics} those of a table. A recipe is
     * given the samples that are measured. Features are not among that: tables are made of files of predictions.
     */
    Kind<LabeledSamples, Metric> KIND = Kind.of(Metric.class);

    /** The value for these predictions; not a number where it is undefined. */
    double of(Predictions predictions);

    /** Whether more is better. */
    boolean higherIsBetter();

    /** Whether it is a share within [0, 1], as an accuracy is, which tables print in percent. */
    default boolean isShare() {
        return false;
    }
}

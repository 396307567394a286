package org.derl.data;

import java.util.List;

/** Ids, labels and groups of samples, without their features. */
public interface LabeledSamples {

    /** The samples' names, in row order. */
    List<String> ids();

    /** The samples' labels, in row order. */
    List<Double> labels();

    /**
     * The group of each sample, in row order, such as the video that it was cut from. Samples of one group are not
     * independent evidence, and intervals take this into account. By default every sample is its own group.
     */
    default List<String> groups() {
        return ids();
    }

    /**
     * The expected absolute error of the best possible predictor of these samples, if it is known because the data is
     * generated; otherwise 0, a bound that always holds.
     */
    default double leastError() {
        return 0;
    }

    /** The number of samples. */
    default int size() {
        return ids().size();
    }
}

package org.derl.data;

import java.util.List;

/** What is known of samples besides their features: how they are called, labeled and grouped. */
public interface LabeledSamples {

    /** The samples' names, in row order. */
    List<String> ids();

    /** The samples' labels, in row order. */
    List<Double> labels();

    /**
     * What each sample belongs to, in row order, such as the video that it was cut from. Samples of one group are no
     * independent evidence, which intervals honor. Without such knowledge every sample is a group of its own.
     */
    default List<String> groups() {
        return ids();
    }

    /**
     * The expected absolute error of the best predictor that there can be of these samples, where the data's making tells
     * it; 0, which no predictor can go below, where nothing is known.
     */
    default double leastError() {
        return 0;
    }

    /** The number of samples. */
    default int size() {
        return ids().size();
    }
}

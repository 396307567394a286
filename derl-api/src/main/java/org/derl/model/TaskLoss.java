package org.derl.model;

import ai.djl.ndarray.NDArray;

/** The loss of a regression: the distance of predictions from labels. */
public enum TaskLoss {
    /** The mean absolute error. */
    ABSOLUTE,
    /** The mean squared error. */
    SQUARED;

    /**
     * The mean loss of a batch.
     *
     * @param predictions (batch)
     * @param labels (batch)
     * @return a scalar
     */
    public NDArray of(NDArray predictions, NDArray labels) {
        return ofEach(predictions, labels).mean();
    }

    /** The loss of each sample, (batch). */
    public NDArray ofEach(NDArray predictions, NDArray labels) {
        NDArray difference = predictions.sub(labels);
        return this == ABSOLUTE ? difference.abs() : difference.square();
    }
}

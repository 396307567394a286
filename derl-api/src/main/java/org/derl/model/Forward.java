package org.derl.model;

import ai.djl.ndarray.NDArray;

/** The output of a network for a batch; each model adds what its losses need. */
public interface Forward {

    /** (batch) for regression; (batch, classes) scores for classification. */
    NDArray prediction();
}

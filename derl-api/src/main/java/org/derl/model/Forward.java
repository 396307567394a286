package org.derl.model;

import ai.djl.ndarray.NDArray;

/** What a network computes of a batch; each model adds what its losses read. */
public interface Forward {

    /** (batch) for regression; (batch, classes) scores for classification. */
    NDArray prediction();
}

package org.derl.part;

import ai.djl.ndarray.NDArray;

/**
 * A loss between two views of one batch; which views are compared is the model's business. Its recipe is given the
 * views' sizes, a {@code ByModality<Integer>}.
 */
public interface FusionLoss {

    /**
     * Compares two views.
     *
     * @param one (batch, size)
     * @param other (batch, size)
     * @return an array without axes
     */
    NDArray between(Pass pass, NDArray one, NDArray other);
}

package org.derl.part;

import ai.djl.ndarray.NDArray;
import org.derl.config.Kind;
import org.derl.data.ByModality;

/**
 * A loss between two views of one batch; the model decides which views are compared. Its recipe is given the views'
 * sizes, a {@code ByModality<Integer>}.
 */
public interface FusionLoss {

    /** The kind that jars offer it by; a recipe is given the size of each view. */
    Kind<ByModality<Integer>, FusionLoss> KIND = Kind.of(FusionLoss.class);

    /**
     * Compares two views.
     *
     * @param one (batch, size)
     * @param other (batch, size)
     * @return a scalar
     */
    NDArray between(Pass pass, NDArray one, NDArray other);
}

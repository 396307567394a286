package org.derl.fusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.derl.tensor.Tensors;

/** Puts a one before vectors, so that the product of several holds those of fewer too. */
final class WithOne {

    private WithOne() {}

    /** (batch, size) to (batch, 1 + size). */
    static NDArray before(NDManager manager, NDArray vectors) {
        NDArray ones = manager.ones(new Shape(vectors.getShape().get(0), 1));
        return Tensors.concat(List.of(ones, vectors), 1);
    }
}

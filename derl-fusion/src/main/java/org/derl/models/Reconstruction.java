package org.derl.models;

import ai.djl.ndarray.NDArray;
import java.util.stream.IntStream;
import org.derl.data.Sequence;
import org.derl.tensor.Tensors;

/** The error of a reconstructed sequence. */
public final class Reconstruction {

    private Reconstruction() {}

    /**
     * The mean squared error over real time steps.
     *
     * @param made (batch, time, size)
     * @param truth over the same time steps
     * @param truthLearns whether gradients reach it; else a text encoder that is trained with the model does not learn
     *     to output what is easily made again
     */
    public static NDArray error(NDArray made, Sequence truth, boolean truthLearns) {
        NDArray values = truthLearns ? truth.values() : Tensors.detach(truth.values());
        NDArray squares = made.sub(values).square();
        if (truth.isFull()) {
            return squares.mean();
        }
        double real = (double) IntStream.of(truth.lengths()).sum() * truth.size();
        // (batch, time, size), by a mask (batch, time, 1), to a scalar
        return Tensors.scale(squares.mul(truth.mask().expandDims(2)).sum(), 1 / real);
    }
}

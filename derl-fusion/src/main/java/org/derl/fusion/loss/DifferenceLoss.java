package org.derl.fusion.loss;

import ai.djl.ndarray.NDArray;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.part.FusionLoss;
import org.derl.part.Pass;
import org.derl.tensor.Tensors;

/**
 * How far two views are from being orthogonal (Bousmalis et al., 2016, as MISA takes it): the mean square of
 * {@code Aᵀ B}, where A and B are the views less their mean over the batch, each row divided by its length. No gradient
 * passes through the lengths.
 */
public final class DifferenceLoss implements FusionLoss {

    private static final double SMALLEST_LENGTH = 1e-6;

    /** Has no settings. */
    public record Config() {}

    /** Compares views of any sizes. */
    public DifferenceLoss(Config config, ByModality<Integer> sizes) {}

    @Override
    public NDArray between(Pass pass, View one, View other, Batch batch) {
        // (size of one, size of other), to a scalar
        return normalized(one.vectors())
                .transpose()
                .matMul(normalized(other.vectors()))
                .square()
                .mean();
    }

    private static NDArray normalized(NDArray view) {
        NDArray centred = view.sub(Tensors.mean(view, 0)); // (batch, size)
        NDArray length = Tensors.squareRoot(Tensors.detach(centred).square().sum(new int[] {1}, true)); // (batch, 1)
        return centred.div(Tensors.shift(length, SMALLEST_LENGTH));
    }
}

package org.derl.fusion.loss;

import ai.djl.ndarray.NDArray;
import java.util.HashSet;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.part.FusionLoss;
import org.derl.part.Pass;
import org.derl.tensor.Functions;

/** The Euclidean distance of two views, averaged over the batch (equation 24 of the DERL paper). */
public final class EuclideanLoss implements FusionLoss {

    /** Has no settings. */
    public record Config() {}

    /** Compares views of the given sizes, which must be equal. */
    public EuclideanLoss(Config config, ByModality<Integer> sizes) {
        if (new HashSet<>(sizes.values()).size() > 1) {
            throw new IllegalArgumentException("compares views of one size, but they are " + sizes);
        }
    }

    @Override
    public NDArray between(Pass pass, View one, View other, Batch batch) {
        NDArray squares = one.vectors().sub(other.vectors()).square().sum(new int[] {1}); // (batch)
        return Functions.root(squares).mean();
    }
}

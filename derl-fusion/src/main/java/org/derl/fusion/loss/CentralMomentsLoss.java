package org.derl.fusion.loss;

import ai.djl.ndarray.NDArray;
import java.util.HashSet;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.part.FusionLoss;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/**
 * The central moment discrepancy (Zellinger et al., 2017) as MISA takes it: the distance of the means over the batch,
 * plus the distances of the central moments from the second on, without a scale.
 */
public final class CentralMomentsLoss implements FusionLoss {

    private final int moments;

    /**
     * @param moments how many count, the mean included
     */
    public record Config(int moments) {

        /** Checks the number. */
        public Config {
            if (moments < 1) {
                throw new IllegalArgumentException("moments must be positive");
            }
        }
    }

    /** Compares views of the given sizes, which must be equal. */
    public CentralMomentsLoss(Config config, ByModality<Integer> sizes) {
        if (new HashSet<>(sizes.values()).size() > 1) {
            throw new IllegalArgumentException("compares views of one size, but they are " + sizes);
        }
        moments = config.moments();
    }

    @Override
    public NDArray between(Pass pass, View one, View other, Batch batch) {
        NDArray oneMean = Tensors.mean(one.vectors(), 0); // (size)
        NDArray otherMean = Tensors.mean(other.vectors(), 0); // (size)
        NDArray oneCentred = one.vectors().sub(oneMean);
        NDArray otherCentred = other.vectors().sub(otherMean);
        NDArray total = norm(oneMean.sub(otherMean));
        NDArray onePower = oneCentred;
        NDArray otherPower = otherCentred;
        for (int moment = 2; moment <= moments; moment++) {
            onePower = onePower.mul(oneCentred);
            otherPower = otherPower.mul(otherCentred);
            // (size) each, to a scalar
            total = total.add(norm(Tensors.mean(onePower, 0).sub(Tensors.mean(otherPower, 0))));
        }
        return total;
    }

    private static NDArray norm(NDArray vector) {
        return Functions.root(vector.square().sum());
    }
}

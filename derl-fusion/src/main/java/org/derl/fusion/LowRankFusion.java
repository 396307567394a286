package org.derl.fusion;

import ai.djl.ndarray.NDArray;
import org.derl.data.ByModality;
import org.derl.part.Fusion;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.part.Representations;

/**
 * A linear layer over the outer product of all vectors, whose weight is a weighted sum of a few tensors of rank one, so
 * that the product itself need not be computed (Liu et al., ACL 2018, equations 5 and 6).
 */
public final class LowRankFusion extends Part implements Fusion {

    private final int size;
    private final ByModality<Parameter> factors;
    private final Parameter weights;
    private final Parameter bias;

    /**
     * @param rank how many tensors of rank one are summed
     * @param size of the output vector
     */
    public record Config(int rank, int size) {

        /** Checks the numbers. */
        public Config {
            if (rank < 1 || size < 1) {
                throw new IllegalArgumentException("rank and size must be positive");
            }
        }
    }

    LowRankFusion(Config config, ByModality<Integer> sizes) {
        int rank = config.rank();
        size = config.size();
        factors = sizes.map((modality, in) -> parameter(
                "factors." + modality,
                // PyTorch's rule for Xavier counts the last axis to either side of an array of three.
                Initializer.normal(Math.sqrt(2.0 / (size * (in + 1.0 + rank)))),
                rank,
                in + 1,
                size));
        weights = parameter("weights", Initializer.normal(Math.sqrt(2.0 / (rank + 1))), 1, rank);
        bias = parameter("bias", Initializer.constant(0), 1, size);
    }

    @Override
    public NDArray fuse(Pass pass, Representations representations) {
        NDArray product = hooked("product", product(pass, representations.vectors()));
        NDArray terms = product.transpose(1, 0, 2); // (batch, rank, size)
        return weights.array().matMul(terms).squeeze(1).add(bias.array()); // (batch, 1, size) to (batch, size)
    }

    /** (rank, batch, size): what each tensor of rank one makes of the vectors. */
    private NDArray product(Pass pass, ByModality<NDArray> vectors) {
        return factors
                .map((modality, factor) -> hooked(
                        modality.name(),
                        WithOne.before(pass.manager(), vectors.get(modality)).matMul(factor.array())))
                .values()
                .stream()
                .reduce(NDArray::mul)
                .orElseThrow();
    }

    @Override
    public int size() {
        return size;
    }
}

package org.derl.fusion;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.part.Fusion;
import org.derl.part.Pass;
import org.derl.part.Representations;

/**
 * The outer product of all vectors, each with a one put before it, so that it holds every product of features of any
 * subset of the modalities (Zadeh et al., EMNLP 2017, equation 3).
 */
public final class TensorFusion implements Fusion {

    private final List<Modality> order;
    private final int size;

    /**
     * @param order the modalities from the slowest to the fastest axis of the flattened product
     */
    public record Config(List<String> order) {}

    TensorFusion(Config config, ByModality<Integer> sizes) {
        order = config.order().stream().map(Modality::new).filter(sizes::has).toList();
        if (order.size() != sizes.size()) {
            throw new IllegalArgumentException("order names " + config.order() + ", but the modalities are "
                    + sizes.modalities() + "; name each of these once");
        }
        size = Math.toIntExact(
                order.stream().mapToLong(modality -> sizes.get(modality) + 1L).reduce(1, Math::multiplyExact));
    }

    @Override
    public NDArray fuse(Pass pass, Representations representations) {
        List<NDArray> vectors = order.stream()
                .map(modality ->
                        WithOne.before(pass.manager(), representations.vectors().get(modality)))
                .toList();
        NDArray product = vectors.get(0);
        for (NDArray vector : vectors.subList(1, vectors.size())) {
            product = product.expandDims(2).mul(vector.expandDims(1)); // (batch, so far, 1 + size)
            product = product.reshape(product.getShape().get(0), -1); // (batch, so far * (1 + size))
        }
        return product;
    }

    @Override
    public int size() {
        return size;
    }
}

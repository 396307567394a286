package @package@;

import ai.djl.ndarray.NDArray;
import org.derl.data.ByModality;
import org.derl.layers.Linear;
import org.derl.part.Fusion;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.part.Representations;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/** The mean of all modalities' vectors, in which each counts as much as a score of it says. */
final class WeightedFusion extends Part implements Fusion {

    private final int size;
    private final ByModality<Linear> projections;
    private final Linear score;

    /**
     * @param size of the fused vector
     */
    record Config(int size) {}

    WeightedFusion(Config config, ByModality<Integer> sizes) {
        size = config.size();
        projections = sizes.map((modality, in) -> part("projections." + modality, Linear.of(in, size)));
        score = part("score", Linear.withoutBias(size, 1)); // a bias would change nothing after the softmax
    }

    /** (batch, size of the modality) each to (batch, size). */
    @Override
    public NDArray fuse(Pass pass, Representations representations) {
        ByModality<NDArray> projected = projections.map((modality, projection) ->
                Functions.tanh(projection.apply(representations.vectors().get(modality))));
        NDArray vectors = Tensors.stack(projected.values(), 1); // (batch, modalities, size)
        NDArray scores = score.apply(vectors).squeeze(2); // (batch, modalities)
        NDArray weights = Functions.softmax(scores).expandDims(2); // (batch, modalities, 1)
        return vectors.mul(weights).sum(new int[] {1}); // (batch, size)
    }

    @Override
    public int size() {
        return size;
    }
}

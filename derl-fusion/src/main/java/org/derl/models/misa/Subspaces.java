package org.derl.models.misa;

import ai.djl.ndarray.NDArray;
import org.derl.layers.LayerNorm;
import org.derl.layers.Linear;
import org.derl.part.Part;
import org.derl.tensor.Functions;

/** What MISA does to one modality's vector: it brings it to the common size and splits it into two subspaces. */
final class Subspaces extends Part {

    private final Linear projection;
    private final LayerNorm norm;
    private final Linear specific;
    private final Linear reconstruction;

    Subspaces(int in, int size) {
        projection = part("projection", Linear.of(in, size));
        norm = part("norm", new LayerNorm(size));
        specific = part("specific", Linear.of(size, size));
        reconstruction = part("reconstruction", Linear.of(size, size));
    }

    /**
     * The views of a modality, (batch, size) each.
     *
     * @param common the vector at the common size
     * @param specific what is the modality's own
     * @param invariant what it shares with the others
     * @param rebuilt the common vector, rebuilt from both
     */
    record Views(NDArray common, NDArray specific, NDArray invariant, NDArray rebuilt) {}

    /** Splits (batch, in); {@code shared} is the one layer of all modalities. */
    Views split(NDArray vector, Linear shared) {
        NDArray common = norm.apply(Functions.relu(projection.apply(vector))); // (batch, size)
        NDArray own = Functions.sigmoid(specific.apply(common)); // (batch, size)
        NDArray invariant = Functions.sigmoid(shared.apply(common)); // (batch, size)
        return new Views(common, own, invariant, reconstruction.apply(own.add(invariant))); // (batch, size) each
    }
}

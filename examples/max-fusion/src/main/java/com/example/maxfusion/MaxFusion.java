package com.example.maxfusion;

import ai.djl.ndarray.NDArray;
import org.derl.data.ByModality;
import org.derl.part.Fusion;
import org.derl.part.Pass;
import org.derl.part.Representations;
import org.derl.tensor.Tensors;

/** The largest value of each feature over all modalities. It has no weights, so it needs no base class. */
final class MaxFusion implements Fusion {

    private final int size;

    /** Has no settings. */
    record Config() {}

    MaxFusion(Config config, ByModality<Integer> sizes) {
        if (sizes.values().stream().distinct().count() != 1) {
            throw new IllegalArgumentException("'max' joins vectors of one size, but they are " + sizes);
        }
        size = sizes.values().get(0);
    }

    /** (batch, size) each to (batch, size). */
    @Override
    public NDArray fuse(Pass pass, Representations representations) {
        return Tensors.stack(representations.vectors().values(), 0).max(new int[] {0});
    }

    @Override
    public int size() {
        return size;
    }
}

package org.derl.fusion;

import ai.djl.ndarray.NDArray;
import org.derl.data.ByModality;
import org.derl.part.Fusion;
import org.derl.part.Pass;
import org.derl.part.Representations;
import org.derl.tensor.Tensors;

/** Concatenates the vectors. */
public final class ConcatFusion implements Fusion {

    private final int size;

    /** Has no settings. */
    public record Config() {}

    ConcatFusion(Config config, ByModality<Integer> sizes) {
        size = sizes.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public NDArray fuse(Pass pass, Representations representations) {
        return Tensors.concat(representations.vectors().values(), 1); // (batch, size)
    }

    @Override
    public int size() {
        return size;
    }
}

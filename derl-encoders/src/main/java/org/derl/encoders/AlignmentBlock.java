package org.derl.encoders;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.derl.data.Sequence;
import org.derl.layers.AveragePoolAlignment;
import org.derl.part.Pass;
import org.derl.part.ReferenceBlock;
import org.derl.tensor.Tensors;

/** {@link AveragePoolAlignment} for comparison: {@code sequence} (batch, time, size) to {@code aligned}. */
final class AlignmentBlock implements ReferenceBlock {

    private final Config config;

    /**
     * @param length how many of the sequence's first steps are read
     * @param steps how many come out
     */
    record Config(int length, int steps) {}

    AlignmentBlock(Config config, Map<String, Shape> inputs) {
        this.config = config;
    }

    @Override
    public Map<String, NDArray> compute(Pass pass, Map<String, NDArray> inputs) {
        NDArray whole = ReferenceBlock.input(inputs, "sequence");
        Sequence read = Sequence.full(Tensors.slice(whole, 1, 0, config.length())); // (batch, length, size)
        return Map.of(
                "aligned", AveragePoolAlignment.align(read, config.steps()).values());
    }
}

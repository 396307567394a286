package org.derl.part;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.derl.data.Sequence;

/**
 * A sequence encoder with layers after an embedding, after which each time step has seen no other one yet. What lies
 * between two layers may be changed.
 */
public interface EmbeddingEncoder extends SequenceEncoder {

    /**
     * Encodes a sequence, and applies a function on the way.
     *
     * @param layer before which one, counted from 0: 0 is after the embedding, the number of layers after the last one
     * @param within changes (batch, time, {@link #size()}); the shape stays
     * @throws IllegalArgumentException when there are fewer layers
     */
    Sequence encode(Pass pass, Sequence sequence, int layer, UnaryOperator<Sequence> within);

    /**
     * The initial values of a layer over the first state with which its weights were trained: {@code weight}, (size,
     * size),
     * and {@code bias}. Empty where they came without one.
     */
    default Map<String, Initializer> pooler() {
        return Map.of();
    }
}

package org.derl.part;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.derl.data.Sequence;

/** A sequence encoder with an embedding, after which each time step has seen no other one yet. */
public interface EmbeddingEncoder extends SequenceEncoder {

    /**
     * Encodes a sequence, and applies a function to the embedded sequence.
     *
     * @param within changes (batch, time, {@link #size()}); the shape stays
     */
    Sequence encode(Pass pass, Sequence sequence, UnaryOperator<Sequence> within);

    /**
     * The initial values of a layer over the first state with which its weights were trained: {@code weight}, (size,
     * size),
     * and {@code bias}. Empty where they came without one.
     */
    default Map<String, Initializer> pooler() {
        return Map.of();
    }
}

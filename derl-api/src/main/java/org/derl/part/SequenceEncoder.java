package org.derl.part;

import java.util.function.UnaryOperator;
import org.derl.config.Kind;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;

/** Turns a sequence into another one over the same steps. Its recipe is given the input's {@code FeatureShape}. */
public interface SequenceEncoder {

    /** The kind that jars offer it by; a recipe is given the shape of what it reads. */
    Kind<FeatureShape, SequenceEncoder> KIND = Kind.of(SequenceEncoder.class);

    /** Encodes (batch, time, size of the input) into (batch, time, {@link #size()}). */
    Sequence encode(Pass pass, Sequence sequence);

    /**
     * Encodes, and has something done to the sequence on the way, where each step stands for itself yet: behind the
     * embedding of an encoder that has one; behind all of it otherwise.
     *
     * @param within changes (batch, time, {@link #size()}); the shape stays
     */
    default Sequence encode(Pass pass, Sequence sequence, UnaryOperator<Sequence> within) {
        return within.apply(encode(pass, sequence));
    }

    /** The number of features of a step that comes out. */
    int size();
}

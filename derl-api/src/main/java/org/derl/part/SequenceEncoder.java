package org.derl.part;

import org.derl.config.Kind;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;

/** Turns a sequence into another one over the same time steps. Its recipe is given the input's {@code FeatureShape}. */
public interface SequenceEncoder {

    /** The kind that jars offer it by; a recipe is given the shape of what it reads. */
    Kind<FeatureShape, SequenceEncoder> KIND = Kind.of(SequenceEncoder.class);

    /** Encodes (batch, time, size of the input) into (batch, time, {@link #size()}). */
    Sequence encode(Pass pass, Sequence sequence);

    /** The number of features of an output time step. */
    int size();
}

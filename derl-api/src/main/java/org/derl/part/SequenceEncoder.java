package org.derl.part;

import org.derl.data.Sequence;

/** Turns a sequence into another one over the same steps. Its recipe is given the input's {@code FeatureShape}. */
public interface SequenceEncoder {

    /** Encodes (batch, time, size of the input) into (batch, time, {@link #size()}). */
    Sequence encode(Pass pass, Sequence sequence);

    /** The number of features of a step that comes out. */
    int size();
}

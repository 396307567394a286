package org.derl.model;

import org.derl.data.Batch;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;

/**
 * A model that has to do with text before it is encoded, or on the way. All others read what the text encoder outputs.
 * It is a {@link FusionModel} of the same {@code F}.
 */
public interface InsideTextEncoder<F extends Forward> {

    /** Runs the network over a batch whose text has yet to pass its encoder. */
    F forward(Pass pass, Batch batch, SequenceEncoder textEncoder);
}

package org.derl.model;

import org.derl.data.Batch;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;

/**
 * A model that changes text before or while it is encoded. All other models read the output of the text encoder. Such a
 * model is a {@link FusionModel} of the same {@code F}.
 */
public interface InsideTextEncoder<F extends Forward> {

    /** Runs the network over a batch whose text is not encoded yet. */
    F forward(Pass pass, Batch batch, SequenceEncoder textEncoder);

    /**
     * Called once with the text encoder, before any weights are drawn: parts of the model may begin as parts of that.
     */
    default void standsAfter(SequenceEncoder textEncoder) {}
}

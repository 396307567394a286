package org.derl.model;

import org.derl.config.Kind;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Targets;
import org.derl.part.Outputs;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;

/** A network, and how it is trained. Its recipe is given the data set's {@code Schema}. */
public abstract class FusionModel<F extends Forward> extends Part {

    /** The kind that jars offer it by; a recipe is given what the data set holds. */
    public static final Kind<Schema, FusionModel<?>> KIND = Kind.of(FusionModel.class);

    /** Runs the network over a batch. */
    public abstract F forward(Pass pass, Batch batch);

    /**
     * Runs the network over a batch whose text has yet to pass its encoder. A model that has to do with text before it is
     * encoded, or on the way, overrides it; for all others text is what comes out.
     */
    public F forward(Pass pass, Batch batch, SequenceEncoder textEncoder) {
        ByModality<Sequence> encoded = batch.inputs()
                .map((modality, sequence) ->
                        modality.equals(Modality.TEXT) ? encoded(pass, textEncoder, sequence) : sequence);
        return forward(pass, new Batch(encoded, batch.targets(), batch.rows(), batch.ids()));
    }

    private static Sequence encoded(Pass pass, SequenceEncoder encoder, Sequence text) {
        return Outputs.steps(encoder, text, encoder.encode(pass, text), encoder.size());
    }

    /**
     * How this model is trained.
     *
     * @param labels of the training split, in row order: a training with memory starts from them
     * @param optimization as configured; a model with several stages derives theirs from it
     */
    public abstract Training<F> training(Targets labels, Optimization optimization);
}

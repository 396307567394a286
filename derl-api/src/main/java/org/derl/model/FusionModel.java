package org.derl.model;

import java.util.List;
import org.derl.config.Kind;
import org.derl.data.Batch;
import org.derl.data.Schema;
import org.derl.data.Targets;
import org.derl.part.Part;
import org.derl.part.Pass;

/** A network, and how it is trained. Its recipe is given the data set's {@code Schema}. */
public abstract class FusionModel<F extends Forward> extends Part {

    /** The kind that jars offer it by; a recipe gets the schema of the data set. */
    public static final Kind<Schema, FusionModel<?>> KIND = Kind.of(FusionModel.class);

    /** What readers of its numbers must know of how it was built, one clause each. */
    public List<String> notes() {
        return List.of();
    }

    /** Runs the network over a batch. */
    public abstract F forward(Pass pass, Batch batch);

    /**
     * How this model is trained.
     *
     * @param labels of the training split, in row order: a training with memory starts from them
     * @param optimization as configured; a model with several stages derives theirs from it
     */
    public abstract Training<F> training(Targets labels, Optimization optimization);
}

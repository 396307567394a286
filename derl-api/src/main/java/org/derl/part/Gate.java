package org.derl.part;

import java.util.List;
import org.derl.config.Kind;
import org.derl.data.Sequence;

/**
 * Changes a sequence depending on other sequences over the same time steps. Its recipe is given a {@link GateShape}.
 */
public interface Gate {

    /** The kind that jars offer it by; a recipe is given the sizes of what it reads. */
    Kind<GateShape, Gate> KIND = Kind.of(Gate.class);

    /** Changes the target, (batch, time, size); the output has the same shape. */
    Sequence apply(Pass pass, Sequence target, List<Sequence> context);

    /**
     * What a gate must know to be built.
     *
     * @param target the number of features of a time step of the target
     * @param context the number of features of each context's step
     */
    record GateShape(int target, List<Integer> context) {}
}

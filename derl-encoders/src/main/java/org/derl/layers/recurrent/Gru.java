package org.derl.layers.recurrent;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.derl.data.Sequence;
import org.derl.tensor.Recurrences;

/**
 * One GRU layer (Cho et al., 2014), as PyTorch computes it: the reset gate is applied to the output of the hidden
 * weights.
 */
public final class Gru extends RecurrentLayer {

    private static final int GATES = 3;

    /** From steps of a size to a hidden size; in both directions if wished. */
    public Gru(int in, int hidden, boolean bidirectional) {
        super(GATES, in, hidden, bidirectional);
    }

    @Override
    Recurrences.Recurrent read(Sequence sequence, List<NDArray> arrays) {
        return Recurrences.gru(sequence.values(), sequence.lengths(), arrays);
    }
}

package org.derl.layers.recurrent;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.derl.data.Sequence;
import org.derl.tensor.Recurrences;

/** One LSTM layer (Hochreiter and Schmidhuber, 1997). */
public final class Lstm extends RecurrentLayer {

    private static final int GATES = 4;

    /** From steps of a size to a hidden size; in both directions if wished. */
    public Lstm(int in, int hidden, boolean bidirectional) {
        super(GATES, in, hidden, bidirectional);
    }

    @Override
    Recurrences.Recurrent read(Sequence sequence, List<NDArray> arrays) {
        return Recurrences.lstm(sequence.values(), sequence.lengths(), arrays);
    }
}

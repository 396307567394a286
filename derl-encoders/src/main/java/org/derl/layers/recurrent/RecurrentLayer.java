package org.derl.layers.recurrent;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.Sequence;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.tensor.Recurrences.Recurrent;

/** A recurrent layer over the real time steps of each sample, with PyTorch's weights. */
public abstract sealed class RecurrentLayer extends Part permits Lstm, Gru {

    private final List<Parameter> weights = new ArrayList<>();

    /** What carries the state from step to step. */
    public enum Cell {
        LSTM,
        GRU
    }

    RecurrentLayer(int gates, int in, int hidden, boolean bidirectional) {
        declare(gates, in, hidden, "");
        if (bidirectional) {
            declare(gates, in, hidden, "-reverse");
        }
    }

    /** From steps of a size to a hidden size; in both directions if wished. */
    public static RecurrentLayer of(Cell cell, int in, int hidden, boolean bidirectional) {
        return switch (cell) {
            case LSTM -> new Lstm(in, hidden, bidirectional);
            case GRU -> new Gru(in, hidden, bidirectional);
        };
    }

    private void declare(int gates, int in, int hidden, String suffix) {
        Initializer initializer = Initializer.fanIn(hidden);
        long rows = (long) gates * hidden;
        weights.add(parameter("input-weight" + suffix, initializer, rows, in));
        weights.add(parameter("hidden-weight" + suffix, initializer, rows, hidden));
        weights.add(parameter("input-bias" + suffix, initializer, rows));
        weights.add(parameter("hidden-bias" + suffix, initializer, rows));
    }

    /** Reads (batch, time, in) from a zero state. */
    public Recurrent apply(Sequence sequence) {
        Recurrent result = read(sequence, arrays());
        return new Recurrent(
                hooked("outputs", result.outputs()), hooked("last", result.last()), hooked("cells", result.cells()));
    }

    /** The weights, a direction after the other: of inputs, of states, and the biases of both. */
    final List<NDArray> arrays() {
        return weights.stream().map(Parameter::array).toList();
    }

    abstract Recurrent read(Sequence sequence, List<NDArray> arrays);
}

package org.derl.layers.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.data.Sequence;
import org.derl.tensor.Functions;
import org.derl.tensor.Recurrences;
import org.derl.tensor.Tensors;

/** One LSTM layer (Hochreiter and Schmidhuber, 1997). */
public final class Lstm extends RecurrentLayer {

    private static final int GATES = 4;

    /** Weights and biases, of inputs and of states. */
    private static final int KINDS = 4;

    /** From steps of a size to a hidden size; in both directions if wished. */
    public Lstm(int in, int hidden, boolean bidirectional) {
        super(GATES, in, hidden, bidirectional);
    }

    /**
     * What it makes of time steps each of which is read from a zero state, so that only what is read can remember the ones
     * before. No forward hook is called.
     *
     * @param known (batch, time, first features): what is known of every time step beforehand
     */
    public StepsFromZero stepsFromZero(NDArray known) {
        NDArray inputs = joined(0); // (directions * 4 hidden, in)
        NDArray states = joined(1); // (directions * 4 hidden, hidden)
        // It learns nothing of a zero state, but a gradient of zero is one too: weight decay needs it.
        NDArray nothing =
                known.getManager().zeros(new Shape(1, states.getShape().get(1)));
        NDArray bias = Functions.linear(nothing, states, joined(3).squeeze(1)).squeeze(0);
        long first = known.getShape().get(2);
        NDArray gates = Functions.linear(
                known,
                Tensors.contiguous(Tensors.slice(inputs, 1, 0, first)),
                bias.add(joined(2).squeeze(1))); // (batch, time, directions * 4 hidden)
        NDArray weight =
                Tensors.slice(inputs, 1, first, inputs.getShape().get(1)); // (directions * 4 hidden, further features)
        return new StepsFromZero(gates, Tensors.contiguous(weight));
    }

    /** One kind of weight of all directions, (directions * 4 hidden, columns), as of one cell that has the states of all. */
    private NDArray joined(int kind) {
        List<NDArray> all = arrays();
        List<NDArray> each = IntStream.range(0, all.size() / KINDS)
                .mapToObj(direction -> all.get(direction * KINDS + kind))
                .map(array -> array.reshape(GATES, array.getShape().get(0) / GATES, -1)) // (4, hidden, columns)
                .toList();
        NDArray gates = Tensors.stack(each, 1); // (4, directions, hidden, columns)
        return gates.reshape(-1, gates.getShape().get(3));
    }

    /**
     * Time steps of one sequence.
     *
     * @param gates (batch, time, directions * 4 hidden): what is known beforehand says to the gates
     * @param weight (directions * 4 hidden, further features) of what is not
     */
    public record StepsFromZero(NDArray gates, NDArray weight) {}

    @Override
    Recurrences.Recurrent read(Sequence sequence, List<NDArray> arrays) {
        return Recurrences.lstm(sequence.values(), sequence.lengths(), arrays);
    }
}

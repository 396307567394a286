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
     * Single time steps, each of which is read from a zero state, so that only what is read can remember the ones before.
     * No forward hook is called.
     *
     * @param known (batch, time, first features): what is known of every time step beforehand
     */
    public StepsFromZero stepsFromZero(NDArray known) {
        Shape shape = known.getShape();
        NDArray inputs = joined(0); // (directions * 4 hidden, in)
        NDArray states = joined(1); // (directions * 4 hidden, hidden)
        long hidden = states.getShape().get(1);
        // It learns nothing of a zero state, but a gradient of zero is one too: weight decay needs it.
        NDArray nothing = known.getManager().zeros(new Shape(1, hidden));
        NDArray bias = Functions.linear(nothing, states, joined(3).squeeze(1)).squeeze(0);
        NDArray told = Functions.linear(
                known,
                Tensors.contiguous(Tensors.slice(inputs, 1, 0, shape.get(2))),
                bias.add(joined(2).squeeze(1))); // (batch, time, directions * 4 hidden)
        return new StepsFromZero(
                Tensors.unbind(told, 1),
                Tensors.contiguous(
                        Tensors.slice(inputs, 1, shape.get(2), inputs.getShape().get(1))),
                known.getManager()
                        .zeros(new Shape(shape.get(0), states.getShape().get(0) / GATES)));
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
     * Single time steps of one sequence.
     *
     * @param told (batch, directions * 4 hidden) of each: what is known beforehand says to the gates
     * @param weight of what is not
     * @param zero (batch, directions * hidden)
     */
    public record StepsFromZero(List<NDArray> told, NDArray weight, NDArray zero) {

        /** From the further features of a time step, (batch, further features), to (batch, directions * hidden). */
        public NDArray read(int step, NDArray further) {
            return Recurrences.lstmCell(told.get(step).add(Functions.linear(further, weight, null)), zero)
                    .output();
        }
    }

    @Override
    Recurrences.Recurrent read(Sequence sequence, List<NDArray> arrays) {
        return Recurrences.lstm(sequence.values(), sequence.lengths(), arrays);
    }
}

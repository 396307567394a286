package org.derl.layers.recurrent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Recurrences;
import org.derl.tensor.Recurrences.LstmState;
import org.derl.tensor.Tensors;

/**
 * One LSTM layer, run one time step at a time, with the weights of {@link Lstm}: for models that use cell states at each time
 * step, or read their own states.
 */
public final class LstmCell extends Part {

    private final int hidden;
    private final Parameter inputWeight;
    private final Parameter hiddenWeight;
    private final Parameter inputBias;
    private final Parameter hiddenBias;

    /** From steps of a size to a hidden size. */
    public LstmCell(int in, int hidden) {
        this.hidden = hidden;
        Initializer initializer = Initializer.fanIn(hidden);
        inputWeight = parameter("input-weight", initializer, 4L * hidden, in);
        hiddenWeight = parameter("hidden-weight", initializer, 4L * hidden, hidden);
        inputBias = parameter("input-bias", initializer, 4L * hidden);
        hiddenBias = parameter("hidden-bias", initializer, 4L * hidden);
    }

    /** The state that everything begins with: zeros, (batch, hidden). */
    public LstmState start(Pass pass, long batch) {
        NDArray zeros = pass.manager().zeros(new Shape(batch, hidden));
        return new LstmState(zeros, zeros);
    }

    /** What an input says to the gates, (..., in) to (..., 4 hidden): of one step, or of all at once. */
    public NDArray gates(NDArray input) {
        return Functions.linear(input, inputWeight.array(), inputBias.array());
    }

    /**
     * Takes a step.
     *
     * @param gates (batch, 4 hidden), of the step's input
     * @param before (batch, hidden), as is what comes out
     */
    public LstmState step(NDArray gates, LstmState before) {
        NDArray own = Functions.linear(before.output(), hiddenWeight.array(), hiddenBias.array()); // (batch, 4 hidden)
        return Recurrences.lstmCell(gates.add(own), before.inner());
    }

    /** Reads (batch, time, in), padding included, from a zero state: the states after every step. */
    public LstmState read(Pass pass, NDArray inputs) {
        NDArray gates = gates(inputs); // (batch, time, 4 hidden)
        List<NDArray> outputs = new ArrayList<>();
        List<NDArray> inner = new ArrayList<>();
        LstmState state = start(pass, inputs.getShape().get(0));
        for (NDArray gate : Tensors.unbind(gates, 1)) { // (batch, 4 hidden)
            state = step(gate, state); // (batch, hidden)
            outputs.add(state.output());
            inner.add(state.inner());
        }
        return new LstmState(Tensors.stack(outputs, 1), Tensors.stack(inner, 1)); // (batch, time, hidden)
    }
}

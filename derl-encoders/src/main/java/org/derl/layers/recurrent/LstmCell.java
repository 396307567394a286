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

    /** What an input and both biases say to the gates, (..., in) to (..., 4 hidden): of one step, or of all at once. */
    public NDArray gates(NDArray input) {
        return Functions.linear(input, inputWeight.array(), bias());
    }

    private NDArray bias() {
        return inputBias.array().add(hiddenBias.array());
    }

    /**
     * Takes a step.
     *
     * @param gates (batch, 4 hidden): what {@link #gates} makes of the step's input
     * @param before (batch, hidden), as is what comes out
     */
    public LstmState step(NDArray gates, LstmState before) {
        NDArray own = Functions.linear(before.output(), hiddenWeight.array(), null); // (batch, 4 hidden)
        return Recurrences.lstmCell(gates.add(own), before.inner());
    }

    /** Reads (batch, hidden) at the first step and its own output from then on: its outputs, (batch, steps, hidden). */
    public NDArray generate(Pass pass, NDArray first, int steps) {
        LstmState state = step(gates(first), start(pass, first.getShape().get(0))); // (batch, hidden)
        List<NDArray> outputs = new ArrayList<>(List.of(state.output()));
        // What comes in is what it remembers, so both weights are one.
        NDArray weight = inputWeight.array().add(hiddenWeight.array()); // (4 hidden, hidden)
        NDArray bias = bias();
        for (int step = 1; step < steps; step++) {
            NDArray gates = Functions.linear(state.output(), weight, bias); // (batch, 4 hidden)
            state = Recurrences.lstmCell(gates, state.inner());
            outputs.add(state.output());
        }
        return Tensors.stack(outputs, 1);
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

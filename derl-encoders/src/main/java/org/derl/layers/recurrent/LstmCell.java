package org.derl.layers.recurrent;

import ai.djl.ndarray.NDArray;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.tensor.Functions;
import org.derl.tensor.Loops;
import org.derl.tensor.Loops.LstmStates;

/**
 * One LSTM layer, run one time step at a time, with the weights of {@link Lstm}: for models that use cell states at each time
 * step, or read their own states.
 */
public final class LstmCell extends Part {

    private final Parameter inputWeight;
    private final Parameter hiddenWeight;
    private final Parameter inputBias;
    private final Parameter hiddenBias;

    /** From steps of a size to a hidden size. */
    public LstmCell(int in, int hidden) {
        Initializer initializer = Initializer.fanIn(hidden);
        inputWeight = parameter("input-weight", initializer, 4L * hidden, in);
        hiddenWeight = parameter("hidden-weight", initializer, 4L * hidden, hidden);
        inputBias = parameter("input-bias", initializer, 4L * hidden);
        hiddenBias = parameter("hidden-bias", initializer, 4L * hidden);
    }

    /** Reads (batch, time, in), padding included, from a zero state: the states after every step. */
    public LstmStates read(NDArray inputs) {
        return Loops.lstmSteps(gates(inputs), hiddenWeight.array()); // of gates (batch, time, 4 hidden)
    }

    /** Reads (batch, hidden) at the first step and its own output from then on: its outputs, (batch, steps, hidden). */
    public NDArray generate(NDArray first, int steps) {
        NDArray own = hiddenWeight.array();
        // What comes in after the first step is what it remembers, so both weights are one.
        NDArray further = inputWeight.array().add(own); // (4 hidden, hidden)
        return Loops.lstmGenerated(gates(first), own, further, bias(), steps);
    }

    /** What an input and both biases say to the gates, (..., in) to (..., 4 hidden). */
    private NDArray gates(NDArray input) {
        return Functions.linear(input, inputWeight.array(), bias());
    }

    private NDArray bias() {
        return inputBias.array().add(hiddenBias.array());
    }
}

package org.derl.models.mfm;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.derl.layers.Linear;
import org.derl.layers.recurrent.LstmCell;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Recurrences.LstmState;
import org.derl.tensor.Tensors;

/**
 * Generates a sequence from factors: an LSTM reads them at the first time step and its own last output from then on.
 */
final class Decoder extends Part {

    private final LstmCell lstm;
    private final Linear output;

    Decoder(int factors, int out) {
        lstm = part("lstm", new LstmCell(factors, factors));
        output = part("output", Linear.of(factors, out));
    }

    /** (batch, factors) to (batch, steps, out). */
    NDArray generate(Pass pass, NDArray factors, int steps) {
        List<NDArray> outputs = new ArrayList<>();
        LstmState state = lstm.start(pass, factors.getShape().get(0));
        NDArray input = factors;
        for (int step = 0; step < steps; step++) {
            state = lstm.step(lstm.gates(input), state); // (batch, factors)
            input = state.output();
            outputs.add(input);
        }
        return output.apply(Tensors.stack(outputs, 1)); // (batch, steps, factors) to (batch, steps, out)
    }
}

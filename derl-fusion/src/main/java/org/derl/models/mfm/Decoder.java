package org.derl.models.mfm;

import ai.djl.ndarray.NDArray;
import org.derl.layers.Linear;
import org.derl.layers.recurrent.LstmCell;
import org.derl.part.Part;

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
    NDArray generate(NDArray factors, int steps) {
        return output.apply(lstm.generate(factors, steps)); // (batch, steps, factors) to (batch, steps, out)
    }
}

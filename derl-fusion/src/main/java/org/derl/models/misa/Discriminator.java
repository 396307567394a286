package org.derl.models.misa;

import ai.djl.ndarray.NDArray;
import org.derl.layers.Linear;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;

/**
 * Guesses which modality an invariant vector comes from. Its gradient is reversed on the way back, so that the vectors
 * learn not to tell (Ganin and Lempitsky, 2015).
 */
final class Discriminator extends Part {

    private final double reversal;
    private final double dropout;
    private final Linear hidden;
    private final Linear output;

    Discriminator(int size, int modalities, double reversal, double dropout) {
        this.reversal = reversal;
        this.dropout = dropout;
        hidden = part("hidden", Linear.of(size, size));
        output = part("output", Linear.of(size, modalities));
    }

    /** (batch, size) to (batch, modalities). */
    NDArray scores(Pass pass, NDArray invariant) {
        NDArray reversed = Functions.reverseGradient(invariant, reversal);
        return output.apply(pass.dropout(Functions.relu(hidden.apply(reversed)), dropout));
    }
}

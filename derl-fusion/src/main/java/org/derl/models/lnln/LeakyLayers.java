package org.derl.models.lnln;

import ai.djl.ndarray.NDArray;
import org.derl.layers.Linear;
import org.derl.part.Part;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/** Two layers with a leaky ReLU between them. */
final class LeakyLayers extends Part {

    private static final double SLOPE = 0.1;

    private final Linear hidden;
    private final Linear output;

    LeakyLayers(int in, int between, int out) {
        hidden = part("hidden", Linear.of(in, between));
        output = part("output", Linear.of(between, out));
    }

    /** (..., in) to (..., out). */
    NDArray apply(NDArray x) {
        NDArray middle = hidden.apply(x); // (..., between)
        NDArray negative = Functions.relu(middle.neg());
        return output.apply(Functions.relu(middle).sub(Tensors.scale(negative, SLOPE)));
    }
}

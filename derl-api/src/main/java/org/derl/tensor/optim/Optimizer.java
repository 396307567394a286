package org.derl.tensor.optim;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.derl.tensor.Gradients;

/** Moves parameters against their gradients. */
public interface Optimizer {

    /** Moves every parameter that has a gradient; the others stay as they are. */
    void step(Gradients gradients);

    /** Multiplies every group's learning rate, as a schedule asks. */
    void scaleRates(double factor);

    /**
     * What must be saved to go on exactly where this optimizer stands, by name. The arrays are the optimizer's own, and
     * change with its next step.
     */
    Map<String, NDArray> state();

    /**
     * Goes on from a saved state.
     *
     * @throws IllegalArgumentException when a name or shape fits no parameter
     */
    void restore(Map<String, NDArray> state);
}

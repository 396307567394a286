package org.derl.tensor.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.derl.config.Kind;
import org.derl.tensor.Gradients;

/** Updates parameters by their gradients. */
public interface Optimizer {

    /** The kind that jars offer it by; {@code training.optimization.algorithm} names one. */
    Kind<Input, Optimizer> KIND = Kind.of(Optimizer.class);

    /**
     * What a recipe is given besides its settings.
     *
     * @param manager owns what the optimizer remembers
     * @param groups the parameters that it updates
     */
    record Input(NDManager manager, List<ParameterGroup> groups) {}

    /** Updates every parameter that has a gradient; the others do not change. */
    void step(Gradients gradients);

    /**
     * Multiplies every group's learning rate from here on, as a schedule asks, by this factor in place of the former.
     */
    void setRateFactor(double factor);

    /**
     * The state that must be saved to continue exactly from here, by name. The arrays are the optimizer's own, and
     * change with its next step.
     */
    Map<String, NDArray> state();

    /**
     * Continues from a saved state.
     *
     * @throws IllegalArgumentException when a name or shape fits no parameter
     */
    void restore(Map<String, NDArray> state);
}

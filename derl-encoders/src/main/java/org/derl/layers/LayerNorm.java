package org.derl.layers;

import ai.djl.ndarray.NDArray;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.tensor.Functions;

/** Layer normalization over the last axis (Ba et al., 2016). */
public final class LayerNorm extends Part {

    private static final double EPSILON = 1e-5;

    private final Parameter weight;
    private final Parameter bias;
    private final double epsilon;

    /** Over vectors of a size, with epsilon 1e-5. */
    public LayerNorm(int size) {
        this(size, EPSILON);
    }

    /** With an epsilon of one's own, such as BERT's 1e-12. */
    public LayerNorm(int size, double epsilon) {
        weight = parameter("weight", Initializer.constant(1), size);
        bias = parameter("bias", Initializer.constant(0), size);
        this.epsilon = epsilon;
    }

    /** (..., size), the shape stays. */
    public NDArray apply(NDArray x) {
        return hooked(Functions.layerNorm(x, weight.array(), bias.array(), epsilon));
    }
}

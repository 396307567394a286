package org.derl.layers;

import ai.djl.ndarray.NDArray;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;

/** Linear, ReLU, dropout, linear: what a transformer layer does to each step by itself. */
public final class FeedForward extends Part {

    private final Linear inner;
    private final Linear outer;
    private final double dropout;

    /** Over steps of a size, with an inner layer of another. */
    public FeedForward(int size, int innerSize, double dropout) {
        inner = part("inner", Linear.of(size, innerSize));
        outer = part("outer", Linear.of(innerSize, size));
        this.dropout = dropout;
    }

    /** (..., size), the shape stays. */
    public NDArray apply(Pass pass, NDArray x) {
        return outer.apply(pass.dropout(Functions.relu(inner.apply(x)), dropout));
    }
}

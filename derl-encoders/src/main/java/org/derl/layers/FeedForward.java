package org.derl.layers;

import ai.djl.ndarray.NDArray;
import java.util.function.BiFunction;
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
        this(size, innerSize, dropout, Linear::of);
    }

    /** With layers that another function makes from their sizes in and out. */
    public FeedForward(int size, int innerSize, double dropout, BiFunction<Integer, Integer, Linear> linear) {
        inner = part("inner", linear.apply(size, innerSize));
        outer = part("outer", linear.apply(innerSize, size));
        this.dropout = dropout;
    }

    /** (..., size), the shape stays. */
    public NDArray apply(Pass pass, NDArray x) {
        return outer.apply(pass.dropout(Functions.relu(inner.apply(x)), dropout));
    }
}

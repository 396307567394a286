package org.derl.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import java.util.function.BiFunction;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;

/** The feed-forward network of a transformer layer, applied to each time step: linear, ReLU, dropout, linear. */
public final class FeedForward extends Part {

    private final Linear inner;
    private final Linear outer;
    private final double dropout;

    /**
     * What lies between the two layers.
     *
     * @param size of the inner layer
     * @param dropout after its ReLU
     */
    public record Inner(int size, double dropout) {

        /** Checks the numbers. */
        public Inner {
            if (size < 1) {
                throw new IllegalArgumentException("size must be positive");
            }
            Pass.checkDropout(dropout);
        }
    }

    /** From one size to another, by way of an inner layer. */
    public FeedForward(int in, Inner between, int out) {
        inner = part("inner", Linear.of(in, between.size()));
        outer = part("outer", Linear.of(between.size(), out));
        dropout = between.dropout();
    }

    /** Over steps of a size, with an inner layer of another. */
    public FeedForward(int size, int feedForwardSize, double dropout) {
        this(size, feedForwardSize, dropout, Linear::of);
    }

    /** With layers that another function makes from their sizes in and out. */
    public FeedForward(int size, int feedForwardSize, double dropout, BiFunction<Integer, Integer, Linear> linear) {
        inner = part("inner", linear.apply(size, feedForwardSize));
        outer = part("outer", linear.apply(feedForwardSize, size));
        this.dropout = dropout;
    }

    /** (..., in) to (..., out), which is the same size unless told otherwise. */
    public NDArray apply(Pass pass, NDArray x) {
        return further(pass, Functions.relu(inner.apply(x)));
    }

    /** The layer before the ReLU, for loops that compute a part of it beforehand. */
    public Linear inner() {
        return inner;
    }

    /** The layer after the dropout, for loops that run in one kernel. */
    public Linear outer() {
        return outer;
    }

    /** By what dropout multiplies rows that the outer layer reads, (rows, inner); empty where nothing is dropped. */
    public Optional<NDArray> mask(Pass pass, long rows) {
        return pass.dropoutMask(new Shape(rows, inner.weight().getShape().get(0)), dropout);
    }

    /** What follows the ReLU, (..., inner) to (..., out): dropout and the outer layer. */
    public NDArray further(Pass pass, NDArray activated) {
        return outer.apply(pass.dropout(activated, dropout));
    }
}

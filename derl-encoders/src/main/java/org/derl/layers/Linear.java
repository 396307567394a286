package org.derl.layers;

import ai.djl.ndarray.NDArray;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.tensor.Functions;
import org.jspecify.annotations.Nullable;

/** {@code x Wᵀ + b} over the last axis. Parameters: weight (out, in) and, unless left out, bias (out). */
public final class Linear extends Part {

    private final Parameter weight;
    private final @Nullable Parameter bias;

    private Linear(int in, int out, Initializer weights, @Nullable Initializer biases) {
        weight = parameter("weight", weights, out, in);
        bias = biases == null ? null : parameter("bias", biases, out);
    }

    /** With PyTorch's default initial values: uniform in ±1/sqrt(in), the bias too. */
    public static Linear of(int in, int out) {
        return new Linear(in, out, Initializer.fanIn(in), Initializer.fanIn(in));
    }

    /** Without a bias. */
    public static Linear withoutBias(int in, int out) {
        return new Linear(in, out, Initializer.fanIn(in), null);
    }

    /** With a weight uniform in ±sqrt(6 / (in + out)) and a bias of zero at first (Glorot and Bengio, 2010). */
    public static Linear xavier(int in, int out) {
        return new Linear(in, out, Initializer.xavier(), Initializer.constant(0));
    }

    /** With a weight from a normal distribution around zero and a bias of zero at first, as in BERT. */
    public static Linear normal(int in, int out, double deviation) {
        return new Linear(in, out, Initializer.normal(deviation), Initializer.constant(0));
    }

    /** With other initial values. */
    public static Linear of(int in, int out, Initializer weights, Initializer biases) {
        return new Linear(in, out, weights, biases);
    }

    /** (out, in), for who multiplies parts of inputs by parts of it; no hook sees what comes of that. */
    public NDArray weight() {
        return weight.array();
    }

    /** (out), or null where it was left out. */
    public @Nullable NDArray bias() {
        return bias == null ? null : bias.array();
    }

    /** (..., in) to (..., out). */
    public NDArray apply(NDArray x) {
        return hooked(Functions.linear(x, weight(), bias()));
    }
}

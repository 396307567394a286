package org.derl.layers;

import ai.djl.ndarray.NDArray;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.tensor.Functions;
import org.jspecify.annotations.Nullable;

/** A convolution over time with stride 1. Parameters: weight (out, in, kernel) and, unless left out, bias (out). */
public final class TemporalConvolution extends Part {

    private final Parameter weight;
    private final @Nullable Parameter bias;
    private final int padding;

    /** With PyTorch's default initial values; {@code padding} zero steps are put at both ends. */
    public TemporalConvolution(int in, int out, int kernel, int padding, boolean withBias) {
        Initializer initializer = Initializer.fanIn(in * kernel);
        weight = parameter("weight", initializer, out, in, kernel);
        bias = withBias ? parameter("bias", initializer, out) : null;
        this.padding = padding;
    }

    /** (batch, time, in) to (batch, time + 2 padding - kernel + 1, out). */
    public NDArray apply(NDArray x) {
        return hooked(Functions.convolution(x, weight.array(), bias == null ? null : bias.array(), padding));
    }
}

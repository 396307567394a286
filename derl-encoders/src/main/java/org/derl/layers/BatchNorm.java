package org.derl.layers;

import ai.djl.ndarray.NDArray;
import org.derl.data.Sequence;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;

/**
 * Batch normalization of features (Ioffe and Szegedy, 2015): by the batch's statistics in training, by the running ones
 * (momentum 0.1) otherwise. Over sequences, all positions count, padding included unless it is left out; over channels,
 * all that they hold.
 */
public final class BatchNorm extends Part {

    private final int size;
    private final Parameter weight;
    private final Parameter bias;
    private final Parameter runningMean;
    private final Parameter runningVariance;

    /** Over vectors of a size. */
    public BatchNorm(int size) {
        this.size = size;
        weight = parameter("weight", Initializer.constant(1), size);
        bias = parameter("bias", Initializer.constant(0), size);
        runningMean = buffer("running-mean", Initializer.constant(0), size);
        runningVariance = buffer("running-variance", Initializer.constant(1), size);
    }

    /** (..., size), the shape stays. */
    public NDArray apply(Pass pass, NDArray x) {
        NDArray rows = x.reshape(-1, size); // (rows, size)
        return hooked(normalized(rows, pass.training()).reshape(x.getShape()));
    }

    /**
     * Without the padding of sequences, which comes out as zeros.
     *
     * @param x (batch, time, size), the shape stays
     * @param steps over the same time steps
     */
    public NDArray apply(Pass pass, NDArray x, Sequence steps) {
        Packing real = Packing.of(steps);
        NDArray rows = real.pack(x).reshape(-1, size); // (real time steps, size)
        NDArray normalized = normalized(rows, pass.training());
        return hooked(steps.isFull() ? normalized.reshape(x.getShape()) : real.unpack(normalized));
    }

    /**
     * (batch, size, ...), the shape stays.
     *
     * @param training whether the batch's statistics are used, and remembered
     */
    public NDArray applyToChannels(NDArray x, boolean training) {
        return hooked(normalized(x, training));
    }

    private NDArray normalized(NDArray x, boolean training) {
        return Functions.batchNorm(
                x, weight.array(), bias.array(), runningMean.array(), runningVariance.array(), training);
    }
}

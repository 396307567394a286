package org.derl.models.iccn;

import ai.djl.ndarray.NDArray;
import org.derl.layers.BatchNorm;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.tensor.Functions;
import org.derl.tensor.Planes;

/** A convolution that halves a plane, batch normalization, ReLU, and the largest of each four neighbors. */
final class PlaneLayer extends Part {

    static final int CHANNELS = 3;
    private static final int KERNEL = 3;
    private static final int STRIDE = 2;
    private static final int POOL = 2;

    private final Parameter weight;
    private final Parameter bias;
    private final BatchNorm norm;

    /** For planes of so many channels. */
    PlaneLayer(int in) {
        Initializer initializer = Initializer.fanIn(in * KERNEL * KERNEL);
        weight = parameter("weight", initializer, CHANNELS, in, KERNEL, KERNEL);
        bias = parameter("bias", initializer, CHANNELS);
        norm = part("norm", new BatchNorm(CHANNELS));
    }

    /** (batch, in, height, width) to (batch, 3, {@link #length} of height, of width). */
    NDArray apply(NDArray planes, boolean learning) {
        return further(Planes.convolution(planes, weight.array(), bias.array(), STRIDE, 1), learning);
    }

    /** The same of one channel, the outer products of (batch, height) and (batch, width). */
    NDArray applyToOuter(NDArray rows, NDArray columns, boolean learning) {
        NDArray kernel = weight.array().squeeze(1); // (3, kernel, kernel)
        return further(Planes.outerConvolution(rows, columns, kernel, bias.array(), STRIDE, 1), learning);
    }

    /** Of (batch, 3, height / 2, width / 2), each rounded up. */
    private NDArray further(NDArray convolved, boolean learning) {
        return hooked(Planes.maxPool(Functions.relu(norm.applyToChannels(convolved, learning)), POOL));
    }

    /** What an axis of a length becomes; below 1 where it is too short. */
    static int length(int axis) {
        return (axis - 1) / STRIDE + 1 - (POOL - 1);
    }
}

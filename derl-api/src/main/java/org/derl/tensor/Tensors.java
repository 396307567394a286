package org.derl.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.passthrough.PassthroughNDArray;
import java.util.List;

/**
 * Arithmetic that autograd can trust.
 *
 * <p>The engine's own operations with a Java number ({@code x.mul(2f)}) keep that number in a buffer which a garbage
 * collection may free between forward and backward: gradients are then silently wrong. Here every number lives in the
 * engine's memory. The same holds for arrays made of Java values.
 */
public final class Tensors {

    private Tensors() {}

    /** An array of the given values in the engine's own memory. */
    public static NDArray of(NDManager manager, float[] values, Shape shape) {
        return own(manager.create(values, shape));
    }

    /** An array of the given values, in double precision, in the engine's own memory. */
    public static NDArray of(NDManager manager, double[] values, Shape shape) {
        return own(manager.create(values, shape));
    }

    /** An array of whole numbers (int64) in the engine's own memory. */
    public static NDArray of(NDManager manager, long[] values, Shape shape) {
        return own(manager.create(values, shape));
    }

    private static NDArray own(NDArray made) {
        if (made instanceof PassthroughNDArray) {
            return made; // is a copy already, and no engine's
        }
        try (NDArray view = made) {
            return view.duplicate();
        }
    }

    /**
     * A number as a scalar array, of the type and in the scope of {@code like}.
     *
     * @throws IllegalArgumentException when that type is one of whole numbers and the number is not whole
     */
    public static NDArray scalar(NDArray like, double value) {
        NDManager manager = like.getManager();
        DataType type = like.getDataType();
        if (type == DataType.FLOAT64) { // the engine's full() takes a float, which would round the number
            return of(manager, new double[] {value}, new Shape());
        }
        if (!type.isFloating() && value != Math.rint(value)) {
            throw new IllegalArgumentException(value + " cannot be combined with an array of type " + type);
        }
        return manager.full(new Shape(), (float) value, type);
    }

    /** {@code factor * x}, element by element. */
    public static NDArray scale(NDArray x, double factor) {
        return x.mul(scalar(x, factor));
    }

    /** {@code x + term}, element by element. */
    public static NDArray shift(NDArray x, double term) {
        return x.add(scalar(x, term));
    }

    /** {@code 1 - x}, element by element. */
    public static NDArray oneMinus(NDArray x) {
        return scalar(x, 1).sub(x);
    }

    /** {@code x} to the power of {@code exponent}, element by element. */
    public static NDArray power(NDArray x, double exponent) {
        return x.pow(scalar(x, exponent));
    }

    /**
     * The square root, element by element, by operations that give the same bits on every processor: the engine's own
     * {@code sqrt} does not. Its gradient at zero is not a number; {@link Functions#root} has one of zero there.
     */
    public static NDArray squareRoot(NDArray x) {
        return TorchScript.tensor(x.getManager(), "square_root", x);
    }

    /** The larger of {@code x} and {@code bound}, element by element. */
    public static NDArray atLeast(NDArray x, double bound) {
        return x.maximum(scalar(x, bound));
    }

    /** The smaller of {@code x} and {@code bound}, element by element. */
    public static NDArray atMost(NDArray x, double bound) {
        return x.minimum(scalar(x, bound));
    }

    /** {@code x} as a value that no gradient passes through. */
    public static NDArray detach(NDArray x) {
        NDArray detached = x.stopGradient();
        detached.attach(x.getManager());
        return detached;
    }

    /** {@code x} with its elements in row order in memory, which those of a transposed array, even copied, are not. */
    public static NDArray contiguous(NDArray x) {
        return TorchScript.tensor(x.getManager(), "contiguous", x);
    }

    /** The mean over one axis, which disappears. */
    public static NDArray mean(NDArray x, int axis) {
        return x.mean(new int[] {axis});
    }

    /** Arrays side by side along an existing axis. */
    public static NDArray concat(List<NDArray> arrays, int axis) {
        // NDArrays.concat() of a single array cuts the graph.
        return JniUtils.cat(arrays.toArray(PtNDArray[]::new), axis);
    }

    /** Arrays side by side along a new axis. */
    public static NDArray stack(List<NDArray> arrays, int axis) {
        return JniUtils.stack(arrays.toArray(PtNDArray[]::new), axis);
    }

    /** The part of {@code x} from {@code start} (inclusive) to {@code end} (exclusive) along an axis: a view. */
    public static NDArray slice(NDArray x, int axis, long start, long end) {
        return JniUtils.slice(pt(x), axis, start, end, 1);
    }

    /** What {@code x} holds at one place of an axis, which disappears: a view. */
    public static NDArray at(NDArray x, int axis, long place) {
        return slice(x, axis, place, place + 1).squeeze(axis);
    }

    /**
     * What {@code x} holds at each place of an axis, which disappears: views. For a loop over all places: the gradients
     * of as many {@link #at} would each fill an array of the size of {@code x}.
     */
    public static List<NDArray> unbind(NDArray x, int axis) {
        return TorchScript.tensors(x.getManager(), "unbind", x, axis);
    }

    /**
     * One time step per sample.
     *
     * @param x (batch, time, size)
     * @param steps (batch) int64, the step to read of each sample
     * @return (batch, size)
     */
    public static NDArray atSteps(NDArray x, NDArray steps) {
        Shape shape = x.getShape();
        // (batch, 1, size)
        NDArray index = steps.reshape(shape.get(0), 1, 1).broadcast(new Shape(shape.get(0), 1, shape.get(2)));
        return JniUtils.gather(pt(x), pt(index), 1).squeeze(1); // (batch, size)
    }

    static PtNDArray pt(NDArray array) {
        return (PtNDArray) array;
    }

    static PtNDManager pt(NDManager manager) {
        return (PtNDManager) manager;
    }
}

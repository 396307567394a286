package org.derl.tensor;

import static org.derl.tensor.Tensors.pt;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;

/** Functions of planes, such as outer products and pictures, with PyTorch's semantics. */
public final class Planes {

    private static final Shape ONE = new Shape(1, 1);

    private Planes() {}

    /**
     * A convolution.
     *
     * @param x (batch, in, height, width)
     * @param weight (out, in, kernel height, kernel width)
     * @param bias (out)
     * @param stride how far the kernel moves, on both axes
     * @param padding zeros at all four sides
     * @return (batch, out, height, width), each axis {@code (length + 2 padding - kernel) / stride + 1} long
     */
    public static NDArray convolution(NDArray x, NDArray weight, NDArray bias, int stride, int padding) {
        return TorchScript.tensor(x.getManager(), "plane_convolution", x, weight, bias, stride, padding);
    }

    /**
     * A convolution of outer products, which are not made: a kernel that moves over one reads rows of products alone.
     *
     * @param rows (batch, height)
     * @param columns (batch, width)
     * @param weight (out, kernel height, kernel width)
     * @param bias (out)
     * @param stride how far the kernel moves, on both axes
     * @param padding zeros at all four sides
     * @return (batch, out, height, width), each axis {@code (length + 2 padding - kernel) / stride + 1} long
     */
    public static NDArray outerConvolution(
            NDArray rows, NDArray columns, NDArray weight, NDArray bias, int stride, int padding) {
        return TorchScript.tensor(rows.getManager(), "outer_convolution", rows, columns, weight, bias, stride, padding);
    }

    /**
     * The largest of each square of neighbors; the squares begin at every place.
     *
     * @param x (batch, channels, height, width)
     * @return (batch, channels, height - size + 1, width - size + 1)
     */
    public static NDArray maxPool(NDArray x, int size) {
        return JniUtils.maxPool(pt(x), square(size), ONE, new Shape(0, 0), false);
    }

    private static Shape square(int length) {
        return new Shape(length, length);
    }
}

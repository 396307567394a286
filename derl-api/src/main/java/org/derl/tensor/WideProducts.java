package org.derl.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where oneDNN multiplies instead of MKL, which leaves the widest instructions of AMD's processors unused: in wide layers
 * that read many rows, such as BERT's. Of others, to copy the weight into oneDNN's order would cost more than it saves.
 */
final class WideProducts {

    private static final long LEAST_SIZE = 256;
    private static final long LEAST_ROWS = 128;

    /** With other sizes, the engine's oneDNN computes wrong numbers in the last columns on a processor of AMD's Zen 5. */
    private static final long MULTIPLE_OF = 64;

    private static final double TOLERANCE = 1e-3;

    /** oneDNN's products differ between processors. */
    private static final boolean ALLOWED = Kernels.ofThisProcess() == Kernels.NATIVE;

    /** By weight: whether oneDNN was found to be right here. */
    private static final ConcurrentHashMap<Shape, Boolean> RIGHT = new ConcurrentHashMap<>();

    private WideProducts() {}

    /** Whether (..., in) by (out, in) is such a product. */
    static boolean areFor(NDArray x, NDArray weight) {
        Shape shape = weight.getShape(); // (out, in)
        return ALLOWED
                && shape.get(0) >= LEAST_SIZE
                && shape.get(1) >= LEAST_SIZE
                && x.size() >= LEAST_ROWS * shape.get(1)
                && x.getDataType() == DataType.FLOAT32
                && !x.getDevice().isGpu()
                && RIGHT.computeIfAbsent(widened(shape), WideProducts::areRight);
    }

    /** What {@link Functions#linear} returns. Sizes are widened by zeros. */
    static NDArray linear(NDArray x, NDArray weight, List<NDArray> bias) {
        Shape shape = weight.getShape();
        return TorchScript.tensor(
                x.getManager(), "wide_linear", x, weight, bias, more(shape.get(1)), more(shape.get(0)));
    }

    private static Shape widened(Shape weight) {
        return new Shape(weight.get(0) + more(weight.get(0)), weight.get(1) + more(weight.get(1)));
    }

    /** What a size lacks. */
    private static long more(long size) {
        return Math.floorMod(-size, MULTIPLE_OF);
    }

    /** Multiplies numbers both ways as a layer of a shape does: forward, for gradients of rows and of the weight. */
    private static boolean areRight(Shape weight) {
        return areRight(LEAST_ROWS, weight.get(1), weight.get(0))
                && areRight(LEAST_ROWS, weight.get(0), weight.get(1))
                && areRight(weight.get(0), LEAST_ROWS, weight.get(1));
    }

    static boolean areRight(long rows, long in, long out) {
        return Compute.withoutGradients(() -> {
            try (NDManager manager = Compute.newManager(Device.cpu())) {
                NDArray x = numbers(manager, rows, in);
                NDArray weight = numbers(manager, out, in);
                NDArray wide = linear(x, weight, List.of());
                NDArray other = JniUtils.linear((PtNDArray) x, (PtNDArray) weight, null);
                // A sum of that many products is of the size of its root.
                return wide.sub(other).abs().max().getFloat() < TOLERANCE * StrictMath.sqrt((double) in);
            }
        });
    }

    /** (rows, columns) of numbers between -1 and 1 in no order. */
    private static NDArray numbers(NDManager manager, long rows, long columns) {
        float[] numbers = new float[Math.toIntExact(rows * columns)];
        long state = numbers.length;
        for (int i = 0; i < numbers.length; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L; // Knuth's linear congruential generator
            numbers[i] = (state >> 40) / (float) (1 << 23);
        }
        return Tensors.of(manager, numbers, new Shape(rows, columns));
    }
}

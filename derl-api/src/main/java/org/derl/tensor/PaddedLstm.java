package org.derl.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.tensor.Recurrences.Recurrent;

/**
 * An LSTM that reads padding as well, by the engine's kernel for full sequences. A further feature marks padding; its
 * weights close the input gate and open the forget gate, so that padding leaves the cell state as it is. No gradient
 * passes a gate that is closed or open altogether.
 */
final class PaddedLstm {

    /** What is real must be this share of a batch: with more padding, to leave it out is faster. */
    private static final double LEAST_REAL = 0.35;

    /** A gate that adds it is closed, one that subtracts it open, whatever else it adds. */
    private static final float CLOSED = -1e4f;

    /** The kernel differs between processors. */
    private static final boolean ALLOWED = Kernels.ofThisProcess() == Kernels.NATIVE;

    private PaddedLstm() {}

    /**
     * Whether this is the way to read (batch, time, in) of such lengths. It is not where no gradients are recorded:
     * there the engine's kernel gives wrong results for small layers.
     */
    static boolean isFor(NDArray x, int[] lengths) {
        long steps = lengths.length * x.getShape().get(1);
        return ALLOWED
                && !x.getDevice().isGpu()
                && JniUtils.isGradMode()
                && IntStream.of(lengths).asLongStream().sum() >= LEAST_REAL * steps;
    }

    /** What {@link Recurrences#lstm} returns. */
    static Recurrent read(NDArray x, int[] lengths, List<NDArray> weights) {
        NDManager manager = x.getManager();
        boolean bidirectional = weights.size() == 8;
        int time = (int) x.getShape().get(1);
        int hidden = (int) weights.get(1).getShape().get(1);
        NDArray start = manager.zeros(new Shape(bidirectional ? 2 : 1, lengths.length, hidden), x.getDataType());
        boolean full = IntStream.of(lengths).allMatch(length -> length == time);
        List<NDArray> result = full
                ? TorchScript.tensors(manager, "full_lstm", x, start, weights, bidirectional)
                : TorchScript.tensors(
                        manager,
                        "padded_lstm",
                        x,
                        padding(x, lengths, time),
                        lastSteps(manager, lengths, hidden),
                        gates(x, hidden),
                        start,
                        weights,
                        bidirectional);
        return new Recurrent(result.get(0), result.get(1), result.get(2));
    }

    /** (time, batch, 1): one at padding, else zero. */
    private static NDArray padding(NDArray x, int[] lengths, int time) {
        float[] padding = new float[time * lengths.length];
        for (int sample = 0; sample < lengths.length; sample++) {
            for (int step = lengths[sample]; step < time; step++) {
                padding[step * lengths.length + sample] = 1;
            }
        }
        return like(x, padding, new Shape(time, lengths.length, 1));
    }

    /** (1, batch, hidden): each sample's last real step. */
    private static NDArray lastSteps(NDManager manager, int[] lengths, int hidden) {
        long[] last = new long[lengths.length * hidden];
        for (int sample = 0; sample < lengths.length; sample++) {
            Arrays.fill(last, sample * hidden, (sample + 1) * hidden, lengths[sample] - 1L);
        }
        return Tensors.of(manager, last, new Shape(1, lengths.length, hidden));
    }

    /** (4 hidden, 1): the weights of the mark, for the gates input, forget, cell, output. */
    private static NDArray gates(NDArray x, int hidden) {
        float[] weights = new float[4 * hidden];
        Arrays.fill(weights, 0, hidden, CLOSED);
        Arrays.fill(weights, hidden, 2 * hidden, -CLOSED);
        return like(x, weights, new Shape(weights.length, 1));
    }

    private static NDArray like(NDArray x, float[] values, Shape shape) {
        return Tensors.of(x.getManager(), values, shape).toType(x.getDataType(), false);
    }
}

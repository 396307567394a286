package org.derl.tensor;

import static org.derl.tensor.Tensors.pt;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Neural functions with PyTorch's semantics, each checked against finite differences. */
public final class Functions {

    private static final double NORM_EPSILON = 1e-5;
    private static final double BATCH_NORM_MOMENTUM = 0.1;
    private static final double SMALLEST_SQUARE = 1e-24;

    private Functions() {}

    /**
     * {@code x Wᵀ + b} over the last axis.
     *
     * @param x (..., in)
     * @param weight (out, in)
     * @param bias (out), or null for none
     * @return (..., out)
     */
    public static NDArray linear(NDArray x, NDArray weight, @Nullable NDArray bias) {
        if (Precision.rounds()) {
            return TorchScript.tensor(x.getManager(), "rounded_linear", x, weight, listOf(bias));
        } else if (WideProducts.areFor(x, weight)) {
            return WideProducts.linear(x, weight, listOf(bias));
        }
        return JniUtils.linear(pt(x), pt(weight), bias == null ? null : pt(bias));
    }

    /**
     * A convolution over time with stride 1 and {@code padding} zero steps at both ends.
     *
     * @param x (batch, time, in)
     * @param weight (out, in, kernel)
     * @param bias (out), or null for none
     * @return (batch, time + 2 padding - kernel + 1, out)
     */
    public static NDArray convolution(NDArray x, NDArray weight, @Nullable NDArray bias, int padding) {
        // The engine's own is oneDNN's: it differs between processors, and reads memory that nobody has written.
        Shape shape = weight.getShape();
        // (batch, time + 2 padding - kernel + 1, in * kernel)
        NDArray windows = TorchScript.tensor(x.getManager(), "windows", x, shape.get(2), padding);
        return linear(windows, weight.reshape(shape.get(0), -1), bias); // by a weight (out, in * kernel)
    }

    /** Layer normalization over the last axis of (..., size) with epsilon 1e-5; gain and bias are (size). */
    public static NDArray layerNorm(NDArray x, NDArray gain, NDArray bias) {
        return layerNorm(x, gain, bias, NORM_EPSILON);
    }

    /** Layer normalization over the last axis of (..., size); gain and bias are (size). */
    public static NDArray layerNorm(NDArray x, NDArray gain, NDArray bias, double epsilon) {
        return JniUtils.layerNorm(pt(x), gain.getShape(), pt(gain), pt(bias), epsilon);
    }

    /**
     * Batch normalization of the columns of a matrix, or of channels. In training the statistics of the batch are used
     * and the running ones move towards them (momentum 0.1, unbiased variance); otherwise the running ones are used.
     *
     * @param x (rows, size), or (batch, size, ...), where all that a channel holds counts; the shape stays
     * @param gain (size), as are the others
     * @throws IllegalArgumentException in training with fewer than two values of each, whose variance is not defined
     */
    public static NDArray batchNorm(
            NDArray x, NDArray gain, NDArray bias, NDArray runningMean, NDArray runningVariance, boolean training) {
        if (training && x.size() < 2 * x.getShape().get(1)) {
            throw new IllegalArgumentException(
                    "batch normalization cannot train on a single row: use a batch of two samples or more");
        }
        // The engine takes the buffers first, whatever the names of its parameters say.
        return JniUtils.batchNorm(
                pt(x),
                pt(runningMean),
                pt(runningVariance),
                pt(gain),
                pt(bias),
                training,
                BATCH_NORM_MOMENTUM,
                NORM_EPSILON);
    }

    /** {@code max(x, 0)}, element by element. */
    public static NDArray relu(NDArray x) {
        return JniUtils.relu(pt(x));
    }

    /**
     * The square root of sums of squares, such as lengths, element by element. At zero its gradient is zero instead of
     * NaN, and a division by it stays finite.
     */
    public static NDArray root(NDArray squares) {
        return Tensors.squareRoot(Tensors.atLeast(squares, SMALLEST_SQUARE));
    }

    /** The exact Gaussian error linear unit, by the error function, element by element. */
    public static NDArray gelu(NDArray x) {
        return JniUtils.gelu(pt(x));
    }

    /** The logistic function, element by element. */
    public static NDArray sigmoid(NDArray x) {
        return JniUtils.sigmoid(pt(x));
    }

    /** The hyperbolic tangent, element by element. */
    public static NDArray tanh(NDArray x) {
        return JniUtils.tanh(pt(x));
    }

    /** Softmax over the last axis; the shape stays. */
    public static NDArray softmax(NDArray scores) {
        return JniUtils.softmax(pt(scores), -1, scores.getDataType());
    }

    /** The logarithm of softmax over the last axis; the shape stays. */
    public static NDArray logSoftmax(NDArray scores) {
        return JniUtils.logSoftmax(pt(scores), -1, scores.getDataType());
    }

    /**
     * Softmax over the last axis, in which marked places take no part.
     *
     * @param padding boolean, of a shape that broadcasts to that of {@code scores}; every row needs an unmarked place
     * @return of the shape of {@code scores}
     */
    public static NDArray maskedSoftmax(NDArray scores, NDArray padding) {
        return TorchScript.tensor(scores.getManager(), "masked_softmax", scores, padding);
    }

    /**
     * The weights of multi-head attention: in each head, softmax over the source of {@code scale * Q Kᵀ}. They are
     * transposed, source before target. A head is narrow, and only in this order its products have long rows, which the
     * engine computes up to four times as fast.
     *
     * @param queries (batch, target time, size)
     * @param keys (batch, source time, size)
     * @param mask added to the scores, of a shape that broadcasts to (batch, heads, target time, source time); or null
     * @param padding boolean, likewise: true where a source takes no part; or null
     * @return (batch, heads, source time, target time)
     */
    public static NDArray attentionWeights(
            NDArray queries, NDArray keys, int heads, double scale, @Nullable NDArray mask, @Nullable NDArray padding) {
        return TorchScript.tensor(
                queries.getManager(),
                "attention_weights",
                queries,
                keys,
                heads,
                scale,
                listOf(mask),
                listOf(padding),
                Precision.rounds());
    }

    private static List<NDArray> listOf(@Nullable NDArray array) {
        return array == null ? List.of() : List.of(array);
    }

    /**
     * The output of attention: in each head the weighted sum of the values, with the heads concatenated.
     *
     * @param weights (batch, heads, source time, target time)
     * @param values (batch, source time, size)
     * @return (batch, target time, size)
     */
    public static NDArray attention(NDArray weights, NDArray values) {
        return TorchScript.tensor(weights.getManager(), "attention", weights, values, Precision.rounds());
    }

    /**
     * Some time steps of sequences, as rows.
     *
     * @param x (batch, time, size)
     * @param places of the steps to take, counted through the whole batch: int64, each at most once
     * @return (places, size)
     */
    public static NDArray pack(NDArray x, NDArray places) {
        return TorchScript.tensor(x.getManager(), "pack", x, places);
    }

    /**
     * The inverse of {@link #pack}: zero at all other time steps.
     *
     * @param rows (places, size)
     * @return (batch, time, size)
     */
    public static NDArray unpack(NDArray rows, NDArray places, long batch, long time) {
        return TorchScript.tensor(rows.getManager(), "unpack", rows, places, batch, time);
    }

    /**
     * {@code x} with {@code value} in the marked places, through which no gradient passes; the shape stays.
     *
     * @param where boolean, of a shape that broadcasts to that of {@code x}
     */
    public static NDArray maskedFill(NDArray x, NDArray where, double value) {
        return TorchScript.tensor(x.getManager(), "masked_fill", x, where, value);
    }

    /**
     * Rows of a table.
     *
     * @param indices any shape, int64
     * @param table (rows, size)
     * @return the shape of {@code indices} with an axis of {@code size} after it
     */
    public static NDArray embedding(NDArray indices, NDArray table) {
        return JniUtils.embedding(pt(indices), pt(table), false);
    }

    /** Rows of a table, of which one represents padding: it is read like the others, but no gradient reaches it. */
    public static NDArray embedding(NDArray indices, NDArray table, int padding) {
        return TorchScript.tensor(indices.getManager(), "embedding", indices, table, padding);
    }

    /** {@code x} on the way forward; gradients come back multiplied by {@code -factor} (Ganin and Lempitsky, 2015). */
    public static NDArray reverseGradient(NDArray x, double factor) {
        NDArray reversed = Tensors.scale(x, -factor);
        return reversed.add(Tensors.detach(Tensors.scale(x, 1 + factor)));
    }

    /** The array as 32-bit floats; gradients pass, which the engine's own conversion cuts off. */
    public static NDArray toFloat(NDArray x) {
        return x.getDataType() == DataType.FLOAT32 ? x : TorchScript.tensor(x.getManager(), "to_float", x);
    }

    /** The array as 64-bit floats, for sums whose rounding matters; gradients pass. */
    public static NDArray toDouble(NDArray x) {
        return x.getDataType() == DataType.FLOAT64 ? x : TorchScript.tensor(x.getManager(), "to_double", x);
    }
}

package org.derl.models.almt;

import ai.djl.ndarray.NDArray;
import org.derl.layers.Linear;
import org.derl.tensor.Functions;
import org.jspecify.annotations.Nullable;

/**
 * The heads of an attention whose size need not divide that of the sequences.
 *
 * @param count of heads
 * @param size of each
 */
record Heads(int count, int size) {

    /** Checks the numbers. */
    Heads {
        if (count < 1 || size < 1) {
            throw new IllegalArgumentException("heads and head-size must be positive");
        }
    }

    /** A layer of queries, keys or values, all heads side by side, without a bias. */
    Linear layer(int in) {
        return Linear.withoutBias(in, count * size);
    }

    /** The layer after the heads, with a bias. A single head of the size of its output has none: null. */
    @Nullable
    Linear output(int out) {
        return count == 1 && size == out ? null : Linear.of(count * size, out);
    }

    /**
     * What the heads read of values, side by side.
     *
     * @param queries (batch, target time, count * size)
     * @param keys (batch, source time, count * size)
     * @param values as many
     * @param padding that broadcasts to (batch, count, target time, source time), true where a source takes no part; or
     *     null
     * @return (batch, target time, count * size)
     */
    NDArray read(NDArray queries, NDArray keys, NDArray values, @Nullable NDArray padding) {
        double scale = 1 / Math.sqrt(size);
        // (batch, count, source time, target time)
        NDArray weights = Functions.attentionWeights(queries, keys, count, scale, null, padding);
        return Functions.attention(weights, values);
    }
}

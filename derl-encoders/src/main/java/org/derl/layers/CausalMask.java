package org.derl.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.derl.data.Sequence;
import org.derl.tensor.Tensors;

/**
 * A mask that is added to attention scores, so that no time step sees the future or padding: 0 for visible time steps,
 * else -infinity.
 */
public final class CausalMask {

    private CausalMask() {}

    /**
     * Hides the future and a source's padding: step i (from 0) of a target of length t sees the first
     * {@code i + 1 + |s - t|} steps of a source of length s, as MulT does.
     *
     * @param source the target itself in self-attention
     * @return (target time, source time), or (batch, 1, target time, source time) where lengths differ
     */
    public static NDArray of(Sequence target, Sequence source) {
        // In self-attention padding is in the future of every real time step.
        if (target == source || (target.isFull() && source.isFull())) {
            float[] mask = new float[target.time() * source.time()];
            hideFuture(mask, 0, target.time(), source.time(), target.time(), source.time());
            return Tensors.of(target.values().getManager(), mask, new Shape(target.time(), source.time()));
        }
        int[] targets = target.lengths();
        int[] sources = source.lengths();
        int area = target.time() * source.time();
        float[] mask = new float[targets.length * area];
        for (int sample = 0; sample < targets.length; sample++) {
            hideFuture(mask, sample * area, targets[sample], sources[sample], target.time(), source.time());
        }
        return Tensors.of(
                target.values().getManager(), mask, new Shape(targets.length, 1, target.time(), source.time()));
    }

    private static void hideFuture(
            float[] mask, int offset, int targetLength, int sourceLength, int targetTime, int sourceTime) {
        int ahead = 1 + Math.abs(sourceLength - targetLength);
        for (int step = 0; step < targetTime; step++) {
            hide(mask, offset + step * sourceTime, Math.min(sourceLength, step + ahead), sourceTime);
        }
    }

    private static void hide(float[] mask, int row, int from, int to) {
        Arrays.fill(mask, row + from, row + to, Float.NEGATIVE_INFINITY);
    }
}

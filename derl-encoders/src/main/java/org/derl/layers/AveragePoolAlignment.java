package org.derl.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.derl.data.Sequence;
import org.derl.tensor.Tensors;

/**
 * Brings sequences to other numbers of steps, so that modalities of different rates can be read step by step together
 * (as MMSA does for models that need it): the steps are cut into as many groups of one size, and each group is averaged.
 * Where the steps do not suffice for groups of one size, the last one is repeated.
 */
public final class AveragePoolAlignment {

    private AveragePoolAlignment() {}

    /**
     * Aligns each sample to its target's own length.
     *
     * @param source (batch, source time, size)
     * @param target over the steps that come out
     * @return (batch, target time, size) over the target's steps; zeros behind a sample's length
     */
    public static Sequence align(Sequence source, Sequence target) {
        return target.with(align(source, target.lengths(), target.time()));
    }

    /** Aligns all samples to one number of steps. */
    public static Sequence align(Sequence source, int steps) {
        int[] lengths = new int[source.batch()];
        Arrays.fill(lengths, steps);
        return Sequence.full(align(source, lengths, steps));
    }

    private static NDArray align(Sequence source, int[] lengths, int time) {
        int[] from = source.lengths();
        int area = time * source.time();
        float[] weights = new float[lengths.length * area];
        for (int sample = 0; sample < lengths.length; sample++) {
            group(weights, sample * area, source.time(), from[sample], lengths[sample]);
        }
        NDArray shares =
                Tensors.of(source.values().getManager(), weights, new Shape(lengths.length, time, source.time()));
        return shares.matMul(source.values());
    }

    /** Writes which share of each of the first {@code from} steps goes into each of the first {@code to}. */
    private static void group(float[] weights, int offset, int time, int from, int to) {
        int size = (from + to - 1) / to;
        for (int step = 0; step < size * to; step++) {
            weights[offset + step / size * time + Math.min(step, from - 1)] += 1f / size;
        }
    }
}

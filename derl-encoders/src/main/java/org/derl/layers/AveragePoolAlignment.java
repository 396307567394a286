package org.derl.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.layers.recurrent.StepGroups;
import org.derl.tensor.Tensors;

/**
 * Brings sequences to other numbers of steps, so that modalities of different rates can be read time step by time step
 * together (as MMSA does for models that need it): the steps are cut into as many {@linkplain StepGroups groups} of one
 * size, and each group is averaged. Sequences of one length stay as they are.
 */
public final class AveragePoolAlignment {

    private AveragePoolAlignment() {}

    /**
     * Aligns all modalities to the time steps of one of them, usually to the words.
     *
     * @throws IllegalArgumentException when there is no such modality
     */
    public static ByModality<Sequence> align(ByModality<Sequence> inputs, Modality target) {
        Sequence steps = inputs.get(target);
        return inputs.map((modality, sequence) -> modality.equals(target) ? sequence : align(sequence, steps));
    }

    /**
     * Aligns each sample to its target's own length.
     *
     * @param source (batch, source time, size)
     * @param target over the steps that come out
     * @return (batch, target time, size) over the target's steps; zeros after a sample's length
     */
    public static Sequence align(Sequence source, Sequence target) {
        return target.with(align(source, target.lengths(), target.time()));
    }

    /** Aligns all samples to one number of time steps: (batch, source time, size) to (batch, steps, size). */
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
            StepGroups groups = new StepGroups(from[sample], lengths[sample]);
            share(weights, sample * area, source.time(), groups);
        }
        // (batch, time, source time)
        NDArray shares =
                Tensors.of(source.values().getManager(), weights, new Shape(lengths.length, time, source.time()));
        return shares.matMul(source.values()); // (batch, time, size)
    }

    /** Writes which share of each step goes into each group. */
    private static void share(float[] weights, int offset, int time, StepGroups groups) {
        for (int group = 0; group < groups.to(); group++) {
            for (int place = 0; place < groups.size(); place++) {
                weights[offset + group * time + groups.step(group, place)] += 1f / groups.size();
            }
        }
    }
}

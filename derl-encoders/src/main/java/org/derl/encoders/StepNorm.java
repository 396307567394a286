package org.derl.encoders;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.layers.BatchNorm;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;
import org.derl.tensor.Tensors;

/**
 * Batch normalization of each time step by itself, over all its features and all samples. A sample that has ended
 * counts as zeros, up to the longest length in the data set.
 */
public final class StepNorm extends Part implements SequenceEncoder {

    private final int size;
    private final int maximumLength;
    private final BatchNorm norm;

    /** Has no settings. */
    public record Config() {}

    StepNorm(Config config, FeatureShape input) {
        size = input.size();
        maximumLength = input.maximumLength();
        norm = part("norm", new BatchNorm(maximumLength));
    }

    @Override
    public Sequence encode(Pass pass, Sequence sequence) {
        int time = sequence.time();
        if (time > maximumLength) {
            throw new IllegalArgumentException(
                    "steps are normalized up to length " + maximumLength + ", but a sequence has length " + time);
        }
        NDArray ended = pass.manager().zeros(new Shape(sequence.batch(), maximumLength - time, size));
        // (batch, time, size), by a mask (batch, time, 1)
        NDArray real = sequence.isFull()
                ? sequence.values()
                : sequence.values().mul(sequence.mask().expandDims(2));
        NDArray all = Tensors.concat(List.of(real, ended), 1); // (batch, maximum length, size)
        NDArray steps = all.transpose(0, 2, 1); // (batch, size, maximum length)
        NDArray normalized = norm.apply(pass, steps).transpose(0, 2, 1); // (batch, maximum length, size)
        return sequence.with(Tensors.slice(normalized, 1, 0, time)); // (batch, time, size)
    }

    @Override
    public int size() {
        return size;
    }
}

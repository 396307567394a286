package org.derl.models.mult;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.data.Sequence;
import org.derl.layers.TemporalConvolution;
import org.derl.part.Part;
import org.derl.tensor.Tensors;

/**
 * Brings a modality's features to the model's size by a convolution over its real time steps. What is shorter than the
 * kernel is followed by zeros and gives one step.
 */
public final class Projection extends Part {

    private final int kernel;
    private final boolean skipped;
    private final TemporalConvolution convolution;

    /** From features of a size to another; {@code skipped} keeps the weights but leaves features as they are. */
    public Projection(int in, int out, int kernel, boolean skipped) {
        this.kernel = kernel;
        this.skipped = skipped;
        convolution = part("", new TemporalConvolution(in, out, kernel, 0, false));
    }

    /** (batch, time, in) to (batch, time - kernel + 1, out). */
    public Sequence apply(Sequence sequence) {
        if (skipped) {
            return sequence;
        }
        int[] lengths = sequence.lengths();
        boolean tooShort = IntStream.of(lengths).anyMatch(length -> length < kernel);
        // (batch, time - kernel + 1, out)
        NDArray values = convolution.apply(tooShort ? lengthened(sequence) : sequence.values());
        Arrays.setAll(lengths, i -> Math.max(1, lengths[i] - kernel + 1));
        return Sequence.of(values, lengths);
    }

    private NDArray lengthened(Sequence sequence) {
        // (batch, time, in), by a mask (batch, time, 1)
        NDArray values = sequence.isFull()
                ? sequence.values()
                : sequence.values().mul(sequence.mask().expandDims(2));
        int missing = kernel - sequence.time();
        if (missing <= 0) {
            return values;
        }
        Shape zeros = new Shape(sequence.batch(), missing, sequence.size());
        // (batch, kernel, in)
        return Tensors.concat(List.of(values, values.getManager().zeros(zeros, values.getDataType())), 1);
    }
}

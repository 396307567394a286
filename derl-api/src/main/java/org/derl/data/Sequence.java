package org.derl.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/** A batch of sequences of one modality, padded to the longest, with the length of each. */
public final class Sequence {

    private final NDArray values;
    private final int[] lengths;
    private final Masks masks;

    private Sequence(NDArray values, int[] lengths, Masks masks) {
        this.values = values;
        this.lengths = lengths;
        this.masks = masks;
    }

    /**
     * Sequences of different lengths.
     *
     * @param values (batch, time, size), or (batch, time) of int64 token numbers
     * @param lengths how many time steps of each sample are real, from 1 to time
     * @throws IllegalArgumentException when a length is not within 1 and time
     */
    public static Sequence of(NDArray values, int[] lengths) {
        Shape shape = values.getShape();
        if (shape.get(0) != lengths.length) {
            throw new IllegalArgumentException(lengths.length + " lengths for " + shape.get(0) + " samples");
        }
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] < 1 || lengths[i] > shape.get(1)) {
                throw new IllegalArgumentException("row " + i + " of the batch has length " + lengths[i]
                        + "; it must be from 1 to " + shape.get(1));
            }
        }
        return new Sequence(values, lengths.clone(), new Masks());
    }

    /** Sequences without padding: (batch, time, size), or (batch, time) of token numbers. */
    public static Sequence full(NDArray values) {
        int[] lengths = new int[(int) values.getShape().get(0)];
        Arrays.fill(lengths, (int) values.getShape().get(1));
        return of(values, lengths);
    }

    /** Other values over the same time steps, (batch, time, ...), such as the output of an encoder or a gate. */
    public Sequence with(NDArray newValues) {
        return new Sequence(newValues, lengths, masks);
    }

    /** The first time steps of each sample, at most so many. */
    public Sequence first(int most) {
        if (time() <= most) {
            return this;
        }
        int[] cut = IntStream.of(lengths).map(length -> Math.min(length, most)).toArray();
        return of(Tensors.slice(values, 1, 0, most), cut); // (batch, most, ...)
    }

    /** (batch, time, size), or (batch, time) of token numbers. */
    public NDArray values() {
        return values;
    }

    /** How many time steps of each sample are real. */
    public int[] lengths() {
        return lengths.clone();
    }

    /** The number of samples. */
    public int batch() {
        return lengths.length;
    }

    /** The number of time steps, padding included. */
    public int time() {
        return (int) values.getShape().get(1);
    }

    /** The number of features of a time step. */
    public int size() {
        return (int) values.getShape().get(2);
    }

    /** Whether no time step is padding, so that masks change nothing. */
    public boolean isFull() {
        int time = time();
        return IntStream.of(lengths).allMatch(length -> length == time);
    }

    /** (batch, time): 1 at real time steps, 0 at padding. */
    public NDArray mask() {
        NDArray real = masks.real;
        if (real == null || real.isReleased()) {
            real = mask(1, 0);
            masks.real = real;
        }
        return real;
    }

    /** (batch, 1, 1, time), boolean: true at padding; it broadcasts over the scores of attention. */
    public NDArray padding() {
        NDArray padding = masks.padding;
        if (padding == null || padding.isReleased()) {
            padding = mask(0, 1).toType(DataType.BOOLEAN, false).reshape(batch(), 1, 1, time()); // (batch, 1, 1, time)
            masks.padding = padding;
        }
        return padding;
    }

    /** (batch): the place of each sample's last real time step, int64. */
    public NDArray lastSteps() {
        long[] last = IntStream.of(lengths).mapToLong(length -> length - 1).toArray();
        return Tensors.of(values.getManager(), last, new Shape(last.length));
    }

    /** (batch, 1): each sample's length. */
    public NDArray lengthColumn() {
        float[] column = new float[lengths.length];
        for (int i = 0; i < column.length; i++) {
            column[i] = lengths[i];
        }
        return Tensors.of(values.getManager(), column, new Shape(column.length, 1));
    }

    private NDArray mask(float real, float padding) {
        int time = time();
        float[] mask = new float[lengths.length * time];
        for (int row = 0; row < lengths.length; row++) {
            Arrays.fill(mask, row * time, row * time + lengths[row], real);
            Arrays.fill(mask, row * time + lengths[row], (row + 1) * time, padding);
        }
        NDManager manager = values.getManager();
        return Tensors.of(manager, mask, new Shape(lengths.length, time));
    }

    /** Made once for all sequences over the same time steps, and again where the scope they were made in has closed. */
    private static final class Masks {
        private @Nullable NDArray real;
        private @Nullable NDArray padding;
    }
}

package org.derl.datasets.array;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import org.derl.data.file.NumberArray;

/** Sequences in memory, shown as (samples, time, size), with zeros after those that are shorter than the longest. */
public final class PaddedSequences implements NumberArray {

    private final List<float[]> sequences;
    private final Shape shape;
    private final long perSample;

    /**
     * Some sequences.
     *
     * @param sequences the steps of each sample, one after the other
     * @param size of a step
     * @throws IllegalArgumentException when a sequence is no whole number of steps
     */
    public PaddedSequences(List<float[]> sequences, int size) {
        int longest = 1;
        for (float[] sequence : sequences) {
            if (sequence.length % size != 0) {
                throw new IllegalArgumentException(sequence.length + " numbers are no steps of " + size);
            }
            longest = Math.max(longest, sequence.length / size);
        }
        this.sequences = List.copyOf(sequences);
        this.shape = new Shape(sequences.size(), longest, size);
        this.perSample = (long) longest * size;
    }

    /** How many steps each sample has. */
    public List<Integer> lengths() {
        int size = (int) shape.get(2);
        return sequences.stream().map(sequence -> sequence.length / size).toList();
    }

    @Override
    public String dtype() {
        return ElementType.FLOAT32.toString();
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public int elementBytes() {
        return Float.BYTES;
    }

    @Override
    public void floats(long from, float[] target, int offset, int count) {
        Objects.checkFromIndexSize(from, count, shape.size());
        for (int i = 0; i < count; i++) {
            target[offset + i] = value(from + i);
        }
    }

    @Override
    public void doubles(long from, double[] target, int offset, int count) {
        Objects.checkFromIndexSize(from, count, shape.size());
        for (int i = 0; i < count; i++) {
            target[offset + i] = value(from + i);
        }
    }

    @Override
    public void bytes(long from, ByteBuffer target) {
        int count = target.remaining() / Float.BYTES;
        Objects.checkFromIndexSize(from, count, shape.size());
        ByteBuffer little = target.slice(target.position(), count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            little.putFloat(value(from + i));
        }
        target.position(target.position() + count * Float.BYTES);
    }

    private float value(long element) {
        float[] sequence = sequences.get((int) (element / perSample));
        int within = (int) (element % perSample);
        return within < sequence.length ? sequence[within] : 0;
    }
}

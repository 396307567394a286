package org.derl.datasets.array;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.derl.data.file.NumberArray;
import org.jspecify.annotations.Nullable;

/**
 * Sequences of several lengths, each an array (time, size) of its own that stays where it is, shown as (samples, time,
 * size) of float32, with zeros behind those that are shorter than the longest.
 */
public final class RaggedSequences implements NumberArray {

    private final List<NumberArray> sequences;
    private final Shape shape;
    private final int perSample;

    /**
     * Some sequences.
     *
     * @param size of a step
     * @throws IllegalArgumentException when a sequence is no whole number of steps
     */
    public RaggedSequences(List<NumberArray> sequences, int size) {
        long longest = 1;
        for (NumberArray sequence : sequences) {
            if (sequence.size() % size != 0) {
                throw new IllegalArgumentException(sequence.size() + " numbers are no steps of " + size);
            }
            longest = Math.max(longest, sequence.size() / size);
        }
        this.sequences = List.copyOf(sequences);
        this.shape = new Shape(sequences.size(), longest, size);
        this.perSample = Math.toIntExact(longest * size);
    }

    /** How many steps each sample has. */
    public List<Integer> lengths() {
        long size = shape.get(2);
        return sequences.stream()
                .map(sequence -> Math.toIntExact(sequence.size() / size))
                .toList();
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
    public void floats(long from, float[] target, int offset, int count) throws IOException {
        runs(from, count, (sequence, at, done, run) -> {
            if (sequence == null) {
                Arrays.fill(target, offset + done, offset + done + run, 0);
            } else {
                sequence.floats(at, target, offset + done, run);
            }
        });
    }

    @Override
    public void doubles(long from, double[] target, int offset, int count) throws IOException {
        float[] values = new float[count];
        floats(from, values, 0, count);
        for (int i = 0; i < count; i++) {
            target[offset + i] = values[i];
        }
    }

    @Override
    public void bytes(long from, ByteBuffer target) throws IOException {
        int count = target.remaining() / Float.BYTES;
        float[] values = new float[count];
        floats(from, values, 0, count);
        ByteBuffer little = target.slice(target.position(), count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        little.asFloatBuffer().put(values);
        target.position(target.position() + count * Float.BYTES);
    }

    private interface Run {
        void copy(@Nullable NumberArray sequence, long at, int done, int run) throws IOException;
    }

    /** Elements that lie side by side within one sample, and then its zeros, which are of no sequence. */
    private void runs(long from, int count, Run action) throws IOException {
        Objects.checkFromIndexSize(from, count, shape.size());
        int done = 0;
        while (done < count) {
            NumberArray sequence = sequences.get((int) ((from + done) / perSample));
            int within = (int) ((from + done) % perSample);
            boolean real = within < sequence.size();
            long left = (real ? sequence.size() : perSample) - within;
            int run = (int) Math.min(count - done, left);
            action.copy(real ? sequence : null, within, done, run);
            done += run;
        }
    }
}

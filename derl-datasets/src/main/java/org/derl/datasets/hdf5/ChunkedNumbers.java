package org.derl.datasets.hdf5;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.derl.data.file.NumberArray;
import org.derl.datasets.array.BufferNumbers;
import org.derl.datasets.array.Order;

/** Numbers that lie in chunks. */
final class ChunkedNumbers implements NumberArray {

    private final Chunks chunks;
    private final Shape shape;
    private final Numeric numeric;
    private final int[] chunk;

    /** @param shape that of the data set; it has one axis more where an element of the data set is several numbers */
    ChunkedNumbers(Chunks chunks, Shape shape, Numeric numeric) {
        this.chunks = chunks;
        this.shape = shape;
        this.numeric = numeric;
        int[] axes = chunks.shape();
        this.chunk = Arrays.copyOf(axes, shape.dimension());
        for (int axis = axes.length; axis < chunk.length; axis++) {
            chunk[axis] = Math.toIntExact(shape.get(axis));
        }
    }

    @Override
    public String dtype() {
        return numeric.type().toString();
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public int elementBytes() {
        return numeric.type().bytes();
    }

    @Override
    public void floats(long from, float[] target, int offset, int count) throws IOException {
        runs(from, count, (numbers, at, done, run) -> numbers.floats(at, target, offset + done, run));
    }

    @Override
    public void doubles(long from, double[] target, int offset, int count) throws IOException {
        runs(from, count, (numbers, at, done, run) -> numbers.doubles(at, target, offset + done, run));
    }

    @Override
    public void bytes(long from, ByteBuffer target) throws IOException {
        int count = target.remaining() / elementBytes();
        runs(from, count, (numbers, at, done, run) -> {
            ByteBuffer part = target.slice(target.position(), run * elementBytes());
            numbers.bytes(at, part);
            target.position(target.position() + run * elementBytes());
        });
    }

    private interface Run {
        void copy(BufferNumbers numbers, int at, int done, int run);
    }

    /** Elements that lie side by side within one chunk, one after the other. */
    private void runs(long from, int count, Run action) throws IOException {
        Objects.checkFromIndexSize(from, count, shape.size());
        int last = chunk.length - 1;
        int done = 0;
        while (done < count) {
            long[] place = place(from + done);
            int at = 0;
            int[] offset = new int[chunks.shape().length];
            for (int axis = 0; axis <= last; axis++) {
                int within = (int) (place[axis] % chunk[axis]);
                at = at * chunk[axis] + within;
                if (axis < offset.length) {
                    offset[axis] = (int) (place[axis] - within);
                }
            }
            long inChunk = chunk[last] - place[last] % chunk[last];
            int run = (int) Math.min(count - done, Math.min(inChunk, shape.get(last) - place[last]));
            action.copy(numbers(offset), at, done, run);
            done += run;
        }
    }

    private BufferNumbers numbers(int[] offset) throws IOException {
        ByteBuffer bytes = chunks.chunk(offset);
        Shape flat = new Shape(bytes.limit() / elementBytes());
        return BufferNumbers.of(numeric.type(), flat, Order.C, bytes.duplicate().order(numeric.order()));
    }

    private long[] place(long element) {
        long[] place = new long[chunk.length];
        long left = element;
        for (int axis = place.length - 1; axis >= 0; axis--) {
            place[axis] = left % shape.get(axis);
            left /= shape.get(axis);
        }
        return place;
    }
}

package org.derl.datasets.array.view;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.derl.data.file.NumberArray;

/** Some elements of a row of them, at equal distances along each axis. */
public final class Strided implements NumberArray {

    private final NumberArray row;
    private final Shape shape;
    private final long[] strides;

    /**
     * The elements of a row, from its first on.
     *
     * @param strides how far the next element along each axis is
     */
    public Strided(NumberArray row, Shape shape, long[] strides) {
        this.row = row;
        this.shape = shape;
        this.strides = strides.clone();
    }

    private long position(long element) {
        long left = element;
        long position = 0;
        for (int axis = strides.length - 1; axis >= 0; axis--) {
            position += left % shape.get(axis) * strides[axis];
            left /= shape.get(axis);
        }
        return position;
    }

    @Override
    public String dtype() {
        return row.dtype();
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public int elementBytes() {
        return row.elementBytes();
    }

    @Override
    public void floats(long from, float[] target, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, size());
        for (int i = 0; i < count; i++) {
            row.floats(position(from + i), target, offset + i, 1);
        }
    }

    @Override
    public void doubles(long from, double[] target, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, size());
        for (int i = 0; i < count; i++) {
            row.doubles(position(from + i), target, offset + i, 1);
        }
    }

    @Override
    public void bytes(long from, ByteBuffer target) throws IOException {
        int count = target.remaining() / elementBytes();
        Objects.checkFromIndexSize(from, count, size());
        for (int i = 0; i < count; i++) {
            row.bytes(position(from + i), target.slice(target.position(), elementBytes()));
            target.position(target.position() + elementBytes());
        }
    }
}

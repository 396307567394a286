package org.derl.datasets.array.view;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.derl.data.file.NumberArray;
import org.derl.datasets.array.Order;

/** An array whose axes are taken in the other order: the last for the first. */
public final class Transposed implements NumberArray {

    private final NumberArray stored;
    private final Shape shape;

    /** The transpose of an array. */
    public Transposed(NumberArray stored) {
        this.stored = stored;
        long[] lengths = stored.shape().getShape();
        long[] turned = new long[lengths.length];
        for (int axis = 0; axis < lengths.length; axis++) {
            turned[axis] = lengths[lengths.length - 1 - axis];
        }
        this.shape = new Shape(turned);
    }

    @Override
    public String dtype() {
        return stored.dtype();
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public int elementBytes() {
        return stored.elementBytes();
    }

    @Override
    public void floats(long from, float[] target, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, size());
        for (int i = 0; i < count; i++) {
            stored.floats(Order.FORTRAN.position(shape, from + i), target, offset + i, 1);
        }
    }

    @Override
    public void doubles(long from, double[] target, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, size());
        for (int i = 0; i < count; i++) {
            stored.doubles(Order.FORTRAN.position(shape, from + i), target, offset + i, 1);
        }
    }

    @Override
    public void bytes(long from, ByteBuffer target) throws IOException {
        int count = target.remaining() / elementBytes();
        Objects.checkFromIndexSize(from, count, size());
        for (int i = 0; i < count; i++) {
            ByteBuffer element = target.slice(target.position(), elementBytes());
            stored.bytes(Order.FORTRAN.position(shape, from + i), element);
            target.position(target.position() + elementBytes());
        }
    }
}

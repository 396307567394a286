package org.derl.datasets.array;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.derl.data.file.NumberArray;

/** Neighboring columns of an array: a part of its last axis. */
public final class Columns implements NumberArray {

    private final NumberArray all;
    private final int first;
    private final int width;
    private final long stride;

    /**
     * Some columns of an array.
     *
     * @param first the first of them
     * @throws IllegalArgumentException when the array has fewer
     */
    public Columns(NumberArray all, int first, int width) {
        Shape shape = all.shape();
        if (shape.dimension() == 0 || first < 0 || width < 1 || first > shape.get(shape.dimension() - 1) - width) {
            throw new IllegalArgumentException(width + " columns from " + first + " on, of shape " + shape);
        }
        this.all = all;
        this.first = first;
        this.width = width;
        this.stride = shape.get(shape.dimension() - 1);
    }

    @Override
    public String dtype() {
        return all.dtype();
    }

    @Override
    public Shape shape() {
        return all.shape().slice(0, all.shape().dimension() - 1).add(width);
    }

    @Override
    public int elementBytes() {
        return all.elementBytes();
    }

    @Override
    public void floats(long from, float[] target, int offset, int count) throws IOException {
        runs(from, count, (at, done, run) -> all.floats(at, target, offset + done, run));
    }

    @Override
    public void doubles(long from, double[] target, int offset, int count) throws IOException {
        runs(from, count, (at, done, run) -> all.doubles(at, target, offset + done, run));
    }

    @Override
    public void bytes(long from, ByteBuffer target) throws IOException {
        int bytes = elementBytes();
        runs(from, target.remaining() / bytes, (at, done, run) -> {
            ByteBuffer part = target.slice(target.position(), run * bytes);
            all.bytes(at, part);
            target.position(target.position() + run * bytes);
        });
    }

    private interface Run {
        void copy(long at, int done, int run) throws IOException;
    }

    /** The elements of each row lie side by side. */
    private void runs(long from, int count, Run action) throws IOException {
        int done = 0;
        while (done < count) {
            long element = from + done;
            int column = (int) (element % width);
            int run = Math.min(count - done, width - column);
            action.copy(element / width * stride + first + column, done, run);
            done += run;
        }
    }
}

package org.derl.datasets.array.view;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.derl.data.file.NumberArray;

/** Some rows of an array, in another order: parts of its first axis. */
public final class Rows implements NumberArray {

    private final NumberArray all;
    private final List<Integer> rows;
    private final Shape shape;
    private final long perRow;

    /** @param rows of the array, in the order in which they are shown */
    public Rows(NumberArray all, List<Integer> rows) {
        this.all = all;
        this.rows = List.copyOf(rows);
        this.shape = new Shape(rows.size()).addAll(all.shape().slice(1));
        this.perRow = all.shape().slice(1).size();
    }

    @Override
    public String dtype() {
        return all.dtype();
    }

    @Override
    public Shape shape() {
        return shape;
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
        int start = target.position();
        runs(
                from,
                target.remaining() / elementBytes(),
                (at, done, run) -> all.bytes(at, target.slice(start + done * elementBytes(), run * elementBytes())));
        target.position(target.limit() - target.remaining() % elementBytes());
    }

    private interface Run {
        void copy(long at, int done, int run) throws IOException;
    }

    private void runs(long from, int count, Run action) throws IOException {
        Objects.checkFromIndexSize(from, count, shape.size());
        int done = 0;
        while (done < count) {
            long row = (from + done) / perRow;
            long within = (from + done) % perRow;
            int run = (int) Math.min(count - done, perRow - within);
            action.copy(rows.get((int) row) * perRow + within, done, run);
            done += run;
        }
    }
}

package org.derl.bench.datacheck.check;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import org.derl.data.file.NumberArray;

/** Numbers in memory, which a test may damage. */
public final class Floats implements NumberArray {

    private final Shape shape;
    private final float[] values;

    Floats(Shape shape, float[] values) {
        this.shape = shape;
        this.values = values;
    }

    public void set(int sample, int step, int column, float value) {
        values[(int) ((sample * shape.get(1) + step) * shape.get(2) + column)] = value;
    }

    @Override
    public String dtype() {
        return "float32";
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
        System.arraycopy(values, (int) from, target, offset, count);
    }

    @Override
    public void doubles(long from, double[] target, int offset, int count) {
        for (int i = 0; i < count; i++) {
            target[offset + i] = values[(int) from + i];
        }
    }

    @Override
    public void bytes(long from, ByteBuffer target) {
        for (int i = (int) from; target.remaining() >= Float.BYTES; i++) {
            target.putFloat(values[i]);
        }
    }
}

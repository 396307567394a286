package org.derl.datasets.array.view;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.derl.data.file.NumberArray;

/** An array as one axis of all its elements: a row of MATLAB, which knows no vectors. */
public record Flat(NumberArray all) implements NumberArray {

    @Override
    public String dtype() {
        return all.dtype();
    }

    @Override
    public Shape shape() {
        return new Shape(all.size());
    }

    @Override
    public int elementBytes() {
        return all.elementBytes();
    }

    @Override
    public void floats(long from, float[] target, int offset, int count) throws IOException {
        all.floats(from, target, offset, count);
    }

    @Override
    public void doubles(long from, double[] target, int offset, int count) throws IOException {
        all.doubles(from, target, offset, count);
    }

    @Override
    public void bytes(long from, ByteBuffer target) throws IOException {
        all.bytes(from, target);
    }
}

package org.derl.datasets.layout;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.derl.data.file.NumberArray;

/** One vector a sample (samples, size) as sequences of one step (samples, 1, size). */
public record OneStep(NumberArray vectors) implements NumberArray {

    @Override
    public String dtype() {
        return vectors.dtype();
    }

    @Override
    public Shape shape() {
        return new Shape(vectors.shape().get(0), 1, vectors.shape().get(1));
    }

    @Override
    public int elementBytes() {
        return vectors.elementBytes();
    }

    @Override
    public void floats(long from, float[] target, int offset, int count) throws IOException {
        vectors.floats(from, target, offset, count);
    }

    @Override
    public void doubles(long from, double[] target, int offset, int count) throws IOException {
        vectors.doubles(from, target, offset, count);
    }

    @Override
    public void bytes(long from, ByteBuffer target) throws IOException {
        vectors.bytes(from, target);
    }
}

package org.derl.data.file;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An array of numbers. Elements are counted in C order, the last axis fastest, however the file lays them out; several
 * threads may read one array at a time.
 */
public interface NumberArray extends StoredArray {

    /** The bytes of one element. */
    int elementBytes();

    /**
     * Copies elements, each as the nearest float.
     *
     * @param from the first element
     * @throws IOException when the file ends before them or cannot be read; the message names the file
     */
    void floats(long from, float[] target, int offset, int count) throws IOException;

    /**
     * Copies elements, each as the nearest double.
     *
     * @param from the first element
     * @throws IOException as {@link #floats}
     */
    void doubles(long from, double[] target, int offset, int count) throws IOException;

    /**
     * Copies the bytes of as many whole elements as fit into a buffer, little-endian, as {@code numpy} would write
     * them.
     *
     * @param from the first element
     * @throws IOException as {@link #floats}
     */
    void bytes(long from, ByteBuffer target) throws IOException;
}

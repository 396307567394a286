package org.derl.datasets.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewsTest {

    private static BufferNumbers counted(Shape shape) {
        ByteBuffer bytes = ByteBuffer.allocate((int) shape.size());
        for (int i = 0; i < shape.size(); i++) {
            bytes.put((byte) i);
        }
        return BufferNumbers.of(ElementType.INT8, shape, Order.C, bytes.flip());
    }

    @Test
    void columnsAreAPartOfTheLastAxis() throws IOException {
        Columns columns = new Columns(counted(new Shape(2, 2, 4)), 1, 2);
        assertEquals(new Shape(2, 2, 2), columns.shape());
        assertArrayEquals(new double[] {1, 2, 5, 6, 9, 10, 13, 14}, Read.doubles(columns));
        assertArrayEquals(new byte[] {1, 2, 5, 6, 9, 10, 13, 14}, Read.bytes(columns));
        float[] some = new float[5];
        columns.floats(3, some, 1, 4);
        assertArrayEquals(new float[] {0, 6, 9, 10, 13}, some);
        assertThrows(IllegalArgumentException.class, () -> new Columns(counted(new Shape(2, 4)), 3, 2));
    }

    @Test
    void shorterSequencesAreFilledUpWithZeros() throws IOException {
        PaddedSequences padded =
                new PaddedSequences(List.of(new float[] {1, 2}, new float[0], new float[] {3, 4, 5, 6}), 2);
        assertEquals(new Shape(3, 2, 2), padded.shape());
        assertEquals(List.of(1, 0, 2), padded.lengths());
        assertArrayEquals(new double[] {1, 2, 0, 0, 0, 0, 0, 0, 3, 4, 5, 6}, Read.doubles(padded));
        assertEquals(0x3f, Read.bytes(padded)[3]);
        assertThrows(IndexOutOfBoundsException.class, () -> padded.floats(11, new float[2], 0, 2));
        assertThrows(IllegalArgumentException.class, () -> new PaddedSequences(List.of(new float[3]), 2));
    }
}

package org.derl.datasets.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BufferNumbersTest {

    private static ByteBuffer shorts(ByteOrder order, int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(2 * values.length).order(order);
        for (int value : values) {
            buffer.putShort((short) value);
        }
        return buffer.flip();
    }

    private static float[] floats(BufferNumbers numbers, int from, int count) {
        float[] values = new float[count];
        numbers.floats(from, values, 0, count);
        return values;
    }

    @Test
    void bothOrdersOfAxesCountAlike() {
        Shape shape = new Shape(2, 3);
        BufferNumbers c =
                BufferNumbers.of(ElementType.INT16, shape, Order.C, shorts(ByteOrder.LITTLE_ENDIAN, 1, 2, 3, 4, 5, 6));
        BufferNumbers fortran = BufferNumbers.of(
                ElementType.INT16, shape, Order.FORTRAN, shorts(ByteOrder.LITTLE_ENDIAN, 1, 4, 2, 5, 3, 6));
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, floats(c, 0, 6));
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, floats(fortran, 0, 6));
        assertArrayEquals(new float[] {4, 5}, floats(fortran, 3, 2));
    }

    @Test
    void bytesAreLittleEndianWhateverTheFile() {
        Shape shape = new Shape(2);
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            ByteBuffer bytes = ByteBuffer.allocate(4);
            BufferNumbers.of(ElementType.INT16, shape, Order.C, shorts(order, 258, 3))
                    .bytes(0, bytes);
            assertArrayEquals(new byte[] {2, 1, 3, 0}, bytes.array());
        }
    }

    @Test
    void unsignedNumbersAndHalvesAreWidened() {
        ByteBuffer long64 = ByteBuffer.allocate(8).putLong(-1L).flip();
        double[] value = new double[1];
        BufferNumbers.of(ElementType.UINT64, new Shape(), Order.C, long64).doubles(0, value, 0, 1);
        assertEquals(0x1p64, value[0]);
        BufferNumbers.of(ElementType.FLOAT16, new Shape(1), Order.C, shorts(ByteOrder.LITTLE_ENDIAN, 0x3c00))
                .doubles(0, value, 0, 1);
        assertEquals(1, value[0]);
        BufferNumbers.of(ElementType.UINT16, new Shape(1), Order.C, shorts(ByteOrder.LITTLE_ENDIAN, 65535))
                .doubles(0, value, 0, 1);
        assertEquals(65535, value[0]);
    }

    /** A file is mapped in slices; no read may notice where one ends. */
    @Test
    void slicesOfAFileAreOneArray(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("numbers");
        ByteBuffer bytes =
                ByteBuffer.allocate(3 + 10 * 8).order(ByteOrder.LITTLE_ENDIAN).position(3);
        for (int i = 0; i < 10; i++) {
            bytes.putDouble(i);
        }
        Files.write(file, bytes.array());
        try (FileChannel channel = FileChannel.open(file)) {
            BufferNumbers numbers = BufferNumbers.map(
                    file, channel, 3, ElementType.FLOAT64, new Shape(5, 2), Order.C, ByteOrder.LITTLE_ENDIAN, 32);
            assertArrayEquals(new float[] {2, 3, 4, 5, 6, 7, 8, 9}, floats(numbers, 2, 8));
            ByteBuffer copy = ByteBuffer.allocate(80);
            numbers.bytes(0, copy);
            assertEquals(ByteBuffer.wrap(bytes.array(), 3, 80), copy.flip());
        }
    }

    @Test
    void aFileThatEndsEarlyIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("short"), new byte[7]);
        try (FileChannel channel = FileChannel.open(file)) {
            EOFException exception = assertThrows(
                    EOFException.class,
                    () -> BufferNumbers.map(
                            file, channel, 0, ElementType.INT64, new Shape(1), Order.C, ByteOrder.LITTLE_ENDIAN));
            assertTrue(String.valueOf(exception.getMessage()).startsWith(file + " ends at byte 7"));
        }
    }

    @Test
    void impossibleShapesAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> BufferNumbers.bytes(ElementType.INT64, new Shape(1L << 40, 1L << 40)));
    }

    @Test
    void whatIsNotThereIsNotRead() {
        BufferNumbers numbers =
                BufferNumbers.of(ElementType.INT16, new Shape(2), Order.C, shorts(ByteOrder.LITTLE_ENDIAN, 1, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> floats(numbers, 1, 2));
    }
}

package org.derl.datasets.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.derl.data.file.NamedArray;
import org.derl.datasets.array.BufferNumbers;
import org.derl.datasets.array.ElementType;
import org.derl.datasets.array.Order;
import org.junit.jupiter.api.Test;

class FileEntryTest {

    /** Statistics of a small file would take all memory. */
    @Test
    void stepsOfTooManyFeaturesAreRefused() throws IOException {
        assertEquals(1 << 17, entry(1 << 17).numbers(3).size());
        String message = assertThrows(
                        IOException.class, () -> entry((1 << 17) + 1).numbers(3))
                .getMessage();
        assertTrue(message.contains("more than 131072 features a step, which is the most that is read"), message);
    }

    private static FileEntry entry(int features) {
        Shape shape = new Shape(1, 1, features);
        return new FileEntry(
                Path.of("wide.npz"),
                new NamedArray(
                        List.of("train", "audio"),
                        BufferNumbers.of(ElementType.INT8, shape, Order.C, ByteBuffer.allocate(features))));
    }
}

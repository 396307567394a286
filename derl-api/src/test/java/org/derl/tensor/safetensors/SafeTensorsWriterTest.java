package org.derl.tensor.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.derl.tensor.Compute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsWriterTest {

    /** More than fits into one block. */
    private static final int MANY = 700_001;

    @TempDir
    Path folder;

    private static float[] counted(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i % 2048;
        }
        return values;
    }

    @Test
    void tensorsThatStreamedByAreReadAgain() throws IOException {
        Path file = folder.resolve("a.safetensors");
        float[] values = counted(MANY);
        Map<String, Long> checksums;
        try (SafeTensorsWriter writer = SafeTensorsWriter.create(file)) {
            writer.floats(values, 0, 3);
            writer.floats(values, 3, MANY - 3);
            writer.end("floats", "F32", new Shape(MANY, 1));
            writer.halves(values, 1, MANY - 1);
            writer.end("halves", "F16", new Shape(MANY - 1));
            writer.longs(1L << 40, -1);
            writer.end("longs", "I64", new Shape(2));
            writer.end("none", "F32", new Shape(0, 7));
            writer.finish();
            checksums = writer.checksums();
        }
        SafeTensors tensors = SafeTensors.open(file);
        assertEquals(Set.of("floats", "halves", "longs", "none"), tensors.names());
        assertEquals(checksums, tensors.checksums());
        try (NDManager manager = Compute.newManager(Device.cpu())) {
            assertArrayEquals(values, tensors.read(manager, "floats").toFloatArray());
            float[] halves = tensors.read(manager, "halves").toFloatArray();
            assertEquals(MANY - 1, halves.length);
            assertEquals(values[MANY - 1], halves[MANY - 2]);
            assertArrayEquals(
                    new long[] {1L << 40, -1}, tensors.read(manager, "longs").toLongArray());
        }
    }

    @Test
    void fileThatWasNotFinishedIsNone() throws IOException {
        Path file = folder.resolve("b.safetensors");
        try (SafeTensorsWriter writer = SafeTensorsWriter.create(file)) {
            writer.floats(counted(5), 0, 5);
            writer.end("five", "F32", new Shape(5));
        }
        assertThrows(IOException.class, () -> SafeTensors.open(file));
    }

    @Test
    void shapeOfAnotherNumberOfValuesIsRefused() throws IOException {
        try (SafeTensorsWriter writer = SafeTensorsWriter.create(folder.resolve("c.safetensors"))) {
            writer.floats(counted(5), 0, 5);
            assertThrows(IllegalArgumentException.class, () -> writer.end("five", "F32", new Shape(2, 2)));
        }
    }

    @Test
    void fileThatIsThereIsNotOverwritten() throws IOException {
        Path file = folder.resolve("d.safetensors");
        SafeTensorsWriter.create(file).close();
        assertThrows(IOException.class, () -> SafeTensorsWriter.create(file));
    }
}

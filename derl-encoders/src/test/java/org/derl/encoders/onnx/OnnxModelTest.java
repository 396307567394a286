package org.derl.encoders.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelTest {

    private static final byte[] WHOLE = new SmallModel()
            .weight("a", new int[] {2, 3}, 1, 2, 3, 4, 5, 6)
            .tensor("positions", 7, new int[] {1}, 9, new byte[8])
            .operation("MatMul", "/encoder/MatMul", "x", "a")
            .bytes();

    @TempDir
    Path directory;

    @Test
    void weightsAndOperationsAreRead() throws IOException {
        OnnxModel model = OnnxModel.open(Files.write(directory.resolve("a.onnx"), WHOLE));
        OnnxModel.Weight weight = Objects.requireNonNull(model.weights().get("a"));
        assertEquals(1, model.weights().size(), "whole numbers are no weights");
        assertEquals(new Shape(2, 3), weight.shape());
        assertEquals(6, weight.values().getFloat(5 * Float.BYTES));
        assertEquals(
                List.of(new OnnxModel.Operation("MatMul", "/encoder/MatMul", List.of("x", "a"))), model.operations());
    }

    @Test
    void numbersMayBePacked() throws IOException {
        byte[] packed = new SmallModel()
                .tensor("a", 1, new int[] {1}, 4, new byte[] {0, 0, -128, 63})
                .bytes();
        assertEquals(
                1,
                Objects.requireNonNull(
                                OnnxModel.of(ByteBuffer.wrap(packed)).weights().get("a"))
                        .values()
                        .getFloat(0));
    }

    @Test
    void whatIsDamagedIsNamed() throws IOException {
        refused("is (2, 3) but has 20 bytes of values", new SmallModel().weight("a", new int[] {2, 3}, 1, 2, 3, 4, 5));
        refused("'a' is (65536, 65536)", new SmallModel().weight("a", new int[] {65536, 65536}, 1));
        refused(
                "there are two tensors 'a'",
                new SmallModel().weight("a", new int[] {1}, 1).weight("a", new int[] {1}, 1));
        refused("it has no graph", new byte[0]);
        Path file = Files.write(
                directory.resolve("a.onnx"), "<!DOCTYPE html>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String message =
                assertThrows(IOException.class, () -> OnnxModel.open(file)).getMessage();
        assertTrue(message.startsWith(file + " is no ONNX model that can be read: "), message);
    }

    /** Whatever bytes there are, they are read or refused in words. */
    @Test
    void noBytesDoHarm() {
        Random random = new Random(7);
        for (int trial = 0; trial < 20_000; trial++) {
            byte[] bytes = Arrays.copyOf(WHOLE, trial % 3 == 0 ? random.nextInt(WHOLE.length) : WHOLE.length);
            for (int change = random.nextInt(4); change >= 0 && bytes.length > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                OnnxModel.of(ByteBuffer.wrap(bytes));
            } catch (IOException e) {
                assertTrue(e.getMessage() != null && !e.getMessage().isBlank());
            }
        }
    }

    private static void refused(String message, SmallModel model) {
        refused(message, model.bytes());
    }

    private static void refused(String message, byte[] bytes) {
        String found = assertThrows(IOException.class, () -> OnnxModel.of(ByteBuffer.wrap(bytes)))
                .getMessage();
        assertTrue(found.contains(message), found);
    }
}

package org.derl.encoders.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes an ONNX file as its description has it, field by field. */
public final class SmallModel {

    private final ByteArrayOutputStream graph = new ByteArrayOutputStream();

    /** Adds a tensor of float32. */
    public SmallModel weight(String name, int[] shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return tensor(name, 1, shape, 9, bytes.array());
    }

    SmallModel tensor(String name, int type, int[] shape, int field, byte[] values) {
        ByteArrayOutputStream tensor = new ByteArrayOutputStream();
        for (int size : shape) {
            number(tensor, 1, size);
        }
        number(tensor, 2, type);
        bytes(tensor, 8, name.getBytes(StandardCharsets.UTF_8));
        bytes(tensor, field, values);
        bytes(graph, 5, tensor.toByteArray());
        return this;
    }

    /** Adds an operation. */
    public SmallModel operation(String kind, String name, String... inputs) {
        ByteArrayOutputStream operation = new ByteArrayOutputStream();
        for (String input : inputs) {
            bytes(operation, 1, input.getBytes(StandardCharsets.UTF_8));
        }
        bytes(operation, 3, name.getBytes(StandardCharsets.UTF_8));
        bytes(operation, 4, kind.getBytes(StandardCharsets.UTF_8));
        bytes(graph, 1, operation.toByteArray());
        return this;
    }

    /** The file. */
    public byte[] bytes() {
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        number(model, 1, 7);
        bytes(model, 7, graph.toByteArray());
        return model.toByteArray();
    }

    /** The file in a jar, beside a tokenizer. */
    public void write(Path jar, String tokenizer) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("small.onnx"));
            zip.write(bytes());
            zip.putNextEntry(new ZipEntry("small-tokenizer.json"));
            zip.write(tokenizer.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void number(ByteArrayOutputStream out, int field, long value) {
        varint(out, (long) field << 3);
        varint(out, value);
    }

    private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
        varint(out, ((long) field << 3) | 2);
        varint(out, value.length);
        out.writeBytes(value);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
            out.write((int) ((rest & 0x7f) | 0x80));
        }
        out.write((int) rest);
    }
}

package org.derl.tensor.safetensors;

import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The header of a safetensors file that is being written. */
final class WrittenHeader {

    private static final int ALIGNMENT = 8;

    private WrittenHeader() {}

    /** What is written of one tensor. */
    record Entry(StoredType type, Shape shape) {

        long bytes() {
            return shape.size() * type.bytes();
        }
    }

    /** The first bytes of a file of these tensors, up to their data. */
    static ByteBuffer of(Map<String, Entry> tensors, Map<String, String> metadata) {
        byte[] json = json(tensors, metadata);
        return padded(json, (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    }

    /**
     * The same in a given number of bytes.
     *
     * @throws IllegalArgumentException when they do not suffice
     */
    static ByteBuffer of(Map<String, Entry> tensors, Map<String, String> metadata, int bytes) {
        byte[] json = json(tensors, metadata);
        if (json.length > bytes - Long.BYTES) {
            throw new IllegalArgumentException(
                    "a header of " + json.length + " bytes where " + bytes + " were set aside");
        }
        return padded(json, bytes - Long.BYTES);
    }

    private static byte[] json(Map<String, Entry> tensors, Map<String, String> metadata) {
        if (tensors.containsKey(SafeTensorsHeader.METADATA)) {
            throw new IllegalArgumentException(
                    "no tensor of a safetensors file may be called " + SafeTensorsHeader.METADATA);
        }
        JsonObject header = new JsonObject();
        if (!metadata.isEmpty()) {
            JsonObject texts = new JsonObject();
            metadata.forEach(texts::addProperty);
            header.add(SafeTensorsHeader.METADATA, texts);
        }
        long offset = 0;
        for (Map.Entry<String, Entry> entry : tensors.entrySet()) {
            Entry written = entry.getValue();
            long end = offset + written.bytes();
            JsonObject tensor = new JsonObject();
            tensor.addProperty("dtype", written.type().name());
            tensor.add("shape", array(written.shape().getShape()));
            tensor.add("data_offsets", array(offset, end));
            header.add(entry.getKey(), tensor);
            offset = end;
        }
        return header.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ByteBuffer padded(byte[] json, int length) {
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(length).put(json);
        while (buffer.hasRemaining()) {
            buffer.put((byte) ' ');
        }
        return buffer.flip();
    }

    private static JsonArray array(long... values) {
        JsonArray array = new JsonArray();
        for (long value : values) {
            array.add(value);
        }
        return array;
    }
}

package org.derl.tensor.safetensors;

import ai.djl.ndarray.types.Shape;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.io.Reason;

/**
 * The header of a safetensors file. It is read strictly: each name once, the data of all tensors one after the other
 * without gap or rest. A header that two readers could understand in two ways is refused.
 *
 * @param tensors by name, in the header's order
 * @param metadata free text that the writer left
 */
record SafeTensorsHeader(Map<String, SafeTensors.Tensor> tensors, Map<String, String> metadata) {

    static final String METADATA = "__metadata__";

    /** As numpy's. */
    private static final int MOST_AXES = 64;

    /** Something is wrong with a header; the message says what. */
    static final class UnsoundException extends Exception {
        private static final long serialVersionUID = 1;

        UnsoundException(String message) {
            super(message);
        }
    }

    /**
     * Reads a header.
     *
     * @param dataStart where the data begin in the file
     * @param size the file's size
     */
    static SafeTensorsHeader parse(ByteBuffer json, long dataStart, long size) throws UnsoundException {
        SafeTensorsHeader header = new SafeTensorsHeader(new LinkedHashMap<>(), new LinkedHashMap<>());
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(json).toString();
            header.read(text, dataStart);
        } catch (IOException | RuntimeException e) {
            throw new UnsoundException("its header cannot be understood: " + Reason.of(e));
        }
        header.check(dataStart, size);
        return header;
    }

    private void read(String text, long dataStart) throws IOException, UnsoundException {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (name.equals(METADATA)) {
                readMetadata(reader);
            } else {
                once(tensors, name, tensor(reader, name, dataStart));
            }
        }
        reader.endObject();
        if (reader.peek() != JsonToken.END_DOCUMENT) {
            throw new UnsoundException("its header has something after its end");
        }
    }

    private void readMetadata(JsonReader reader) throws IOException, UnsoundException {
        if (!metadata.isEmpty()) {
            throw new UnsoundException("'" + METADATA + "' appears twice in its header");
        }
        reader.beginObject();
        while (reader.hasNext()) {
            once(metadata, reader.nextName(), reader.nextString());
        }
        reader.endObject();
    }

    private static SafeTensors.Tensor tensor(JsonReader reader, String name, long dataStart)
            throws IOException, UnsoundException {
        Map<String, String> type = new LinkedHashMap<>();
        Map<String, long[]> numbers = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            String key = reader.nextName();
            switch (key) {
                case "dtype" -> once(type, key, reader.nextString());
                case "shape", "data_offsets" -> once(numbers, key, numbers(reader));
                default -> throw new UnsoundException("'" + name + "' has an unknown '" + key + "' in its header");
            }
        }
        reader.endObject();
        long[] shape = numbers.get("shape");
        long[] offsets = numbers.get("data_offsets");
        String dtype = type.get("dtype");
        if (dtype == null || shape == null || offsets == null || offsets.length != 2) {
            throw new UnsoundException("'" + name + "' lacks its dtype, shape or two data_offsets");
        }
        if (shape.length > MOST_AXES) {
            throw new UnsoundException(
                    "'" + name + "' has " + shape.length + " axes; no array has more than " + MOST_AXES);
        }
        return new SafeTensors.Tensor(
                dtype, new Shape(shape), Math.addExact(dataStart, offsets[0]), Math.addExact(dataStart, offsets[1]));
    }

    private static <T> void once(Map<String, T> map, String key, T value) throws UnsoundException {
        if (map.putIfAbsent(key, value) != null) {
            throw new UnsoundException("'" + key + "' appears twice in its header");
        }
    }

    private static long[] numbers(JsonReader reader) throws IOException, UnsoundException {
        List<Long> numbers = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            long number = reader.nextLong();
            if (number < 0) {
                throw new UnsoundException("its header holds the negative number " + number);
            }
            numbers.add(number);
        }
        reader.endArray();
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private void check(long dataStart, long size) throws UnsoundException {
        List<Map.Entry<String, SafeTensors.Tensor>> inOrder = new ArrayList<>(tensors.entrySet());
        // An empty tensor lies before the one that begins at the same place.
        inOrder.sort(Comparator.comparingLong((Map.Entry<String, SafeTensors.Tensor> entry) ->
                        entry.getValue().begin())
                .thenComparingLong(entry -> entry.getValue().end()));
        long expected = dataStart;
        for (Map.Entry<String, SafeTensors.Tensor> entry : inOrder) {
            SafeTensors.Tensor tensor = entry.getValue();
            if (tensor.begin() != expected || tensor.end() < tensor.begin() || tensor.end() > size) {
                throw new UnsoundException(
                        "the data of '" + entry.getKey() + "' overlap others, leave a gap, or lie outside it");
            }
            if (tensor.end() - tensor.begin() != bytes(entry.getKey(), tensor)) {
                throw new UnsoundException("the data of '" + entry.getKey() + "' do not have the size of its shape");
            }
            expected = tensor.end();
        }
        if (expected != size) {
            throw new UnsoundException((size - expected) + " bytes at its end belong to no tensor");
        }
    }

    private static long bytes(String name, SafeTensors.Tensor tensor) throws UnsoundException {
        try {
            long count = StoredType.valueOf(tensor.type()).bytes();
            for (long length : tensor.shape().getShape()) {
                count = Math.multiplyExact(count, length);
            }
            return count;
        } catch (ArithmeticException e) {
            throw new UnsoundException("'" + name + "' has the impossible shape " + tensor.shape());
        } catch (IllegalArgumentException e) {
            throw new UnsoundException("'" + name + "' is of type " + tensor.type() + ", which is not read here");
        }
    }
}

package org.derl.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A safetensors file, mapped into memory: eight bytes with the header's length, a JSON header of names, types, shapes
 * and offsets, and the raw little-endian values. Nothing in such a file is ever executed; whatever is wrong with its
 * header is found when it is opened. bfloat16 and float16 are widened to float32 when read.
 */
public final class SafeTensors {

    private static final int MAXIMUM_HEADER = 100_000_000;
    private static final String METADATA = "__metadata__";

    private final Path file;
    private final Map<String, Tensor> tensors;
    private final Map<String, String> metadata;

    /**
     * What the header says of one tensor.
     *
     * @param type the format's own name: F32, BF16, I64 ...
     */
    public record Tensor(String type, Shape shape, long begin, long end) {}

    private SafeTensors(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) {
        this.file = file;
        this.tensors = tensors;
        this.metadata = metadata;
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws IOException when the file cannot be read, or is no sound safetensors file; the message names it
     */
    public static SafeTensors open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            long length = size < 8 ? -1 : read(channel, 0, 8).getLong();
            if (length < 2 || length > MAXIMUM_HEADER || 8 + length > size) {
                throw damaged(file, "its header's length is " + length + " in a file of " + size + " bytes");
            }
            String json = StandardCharsets.UTF_8
                    .decode(read(channel, 8, (int) length))
                    .toString();
            return parse(file, json, 8 + length, size);
        }
    }

    private static SafeTensors parse(Path file, String json, long dataStart, long size) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, JsonElement> entry :
                    JsonParser.parseString(json).getAsJsonObject().entrySet()) {
                JsonObject object = entry.getValue().getAsJsonObject();
                if (entry.getKey().equals(METADATA)) {
                    object.asMap().forEach((key, value) -> metadata.put(key, value.getAsString()));
                } else {
                    tensors.put(entry.getKey(), tensor(object, dataStart));
                }
            }
        } catch (RuntimeException e) {
            throw damaged(file, "its header cannot be understood: " + e.getMessage());
        }
        check(file, tensors, dataStart, size);
        return new SafeTensors(file, tensors, metadata);
    }

    private static Tensor tensor(JsonObject object, long dataStart) {
        long[] shape = object.getAsJsonArray("shape").asList().stream()
                .mapToLong(JsonElement::getAsLong)
                .toArray();
        List<JsonElement> offsets = object.getAsJsonArray("data_offsets").asList();
        return new Tensor(
                object.get("dtype").getAsString(),
                new Shape(shape),
                Math.addExact(dataStart, offsets.get(0).getAsLong()),
                Math.addExact(dataStart, offsets.get(1).getAsLong()));
    }

    private static void check(Path file, Map<String, Tensor> tensors, long dataStart, long size) throws IOException {
        long expected = dataStart;
        List<Map.Entry<String, Tensor>> inOrder = new ArrayList<>(tensors.entrySet());
        inOrder.sort(Comparator.comparingLong(entry -> entry.getValue().begin()));
        for (Map.Entry<String, Tensor> entry : inOrder) {
            Tensor tensor = entry.getValue();
            if (tensor.begin() != expected || tensor.end() < tensor.begin() || tensor.end() > size) {
                throw damaged(file, "the data of '" + entry.getKey() + "' overlap, leave a gap, or lie outside it");
            }
            if (tensor.end() - tensor.begin() != bytes(file, entry.getKey(), tensor)) {
                throw damaged(file, "the data of '" + entry.getKey() + "' do not have the size of its shape");
            }
            expected = tensor.end();
        }
    }

    private static long bytes(Path file, String name, Tensor tensor) throws IOException {
        long count = 1;
        try {
            for (long length : tensor.shape().getShape()) {
                count = Math.multiplyExact(count, Math.max(-1, length));
            }
            return Math.multiplyExact(count, width(tensor.type()));
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw damaged(file, "'" + name + "' has type " + tensor.type() + " and shape " + tensor.shape());
        }
    }

    private static int width(String type) {
        return switch (type) {
            case "F64", "I64" -> 8;
            case "F32", "I32" -> 4;
            case "F16", "BF16" -> 2;
            case "I8", "U8", "BOOL" -> 1;
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static DataType engineType(String type) {
        return switch (type) {
            case "F64" -> DataType.FLOAT64;
            case "I64" -> DataType.INT64;
            case "F32", "F16", "BF16" -> DataType.FLOAT32;
            case "I32" -> DataType.INT32;
            case "I8" -> DataType.INT8;
            case "U8" -> DataType.UINT8;
            case "BOOL" -> DataType.BOOLEAN;
            default -> throw new IllegalArgumentException(type);
        };
    }

    /** The tensors' names, in the header's order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(tensors.keySet());
    }

    /** Free text that the writer left. */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    /**
     * What the header says of a tensor.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(file + " holds no tensor '" + name + "'");
        }
        return tensor;
    }

    /** Reads one tensor into the engine's memory; float16 and bfloat16 become float32. */
    public NDArray read(NDManager manager, String name) throws IOException {
        Tensor tensor = tensor(name);
        ByteBuffer data = map(tensor);
        ByteBuffer values =
                switch (tensor.type()) {
                    case "BF16" -> widened(data, bits -> (bits & 0xffff) << 16);
                    case "F16" -> widened(data, HalfFloat::bits);
                    default -> data;
                };
        try (NDArray view = manager.create(values, tensor.shape(), engineType(tensor.type()))) {
            return view.duplicate();
        }
    }

    private ByteBuffer map(Tensor tensor) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, tensor.begin(), tensor.end() - tensor.begin())
                    .order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private interface Widening {
        int floatBits(short bits);
    }

    private static ByteBuffer widened(ByteBuffer halves, Widening widening) {
        ByteBuffer floats = ByteBuffer.allocateDirect(halves.remaining() * 2).order(ByteOrder.nativeOrder());
        while (halves.hasRemaining()) {
            floats.putInt(widening.floatBits(halves.getShort()));
        }
        return floats.flip();
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {}
        return buffer.flip();
    }

    private static IOException damaged(Path file, String what) {
        return new IOException(file + " is not a sound safetensors file: " + what);
    }

    /**
     * Writes tensors. The file appears when it is complete, never half-written.
     *
     * @param metadata free text for the reader
     */
    public static void write(Path file, Map<String, NDArray> tensors, Map<String, String> metadata) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path unfinished = Files.createTempFile(directory, file.getFileName().toString(), ".part");
        try {
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                writeFully(channel, header(tensors, metadata));
                for (NDArray array : tensors.values()) {
                    writeFully(channel, array.toByteBuffer(false));
                }
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static ByteBuffer header(Map<String, NDArray> tensors, Map<String, String> metadata) {
        JsonObject header = new JsonObject();
        if (!metadata.isEmpty()) {
            JsonObject texts = new JsonObject();
            metadata.forEach(texts::addProperty);
            header.add(METADATA, texts);
        }
        long offset = 0;
        for (Map.Entry<String, NDArray> entry : tensors.entrySet()) {
            Shape shape = entry.getValue().getShape();
            String type = typeName(entry.getValue().getDataType());
            long end = offset + shape.size() * width(type);
            JsonObject tensor = new JsonObject();
            tensor.addProperty("dtype", type);
            tensor.add("shape", numbers(shape.getShape()));
            tensor.add("data_offsets", numbers(offset, end));
            header.add(entry.getKey(), tensor);
            offset = end;
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + 7) / 8 * 8;
        ByteBuffer buffer = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(padded).put(json);
        while (buffer.hasRemaining()) {
            buffer.put((byte) ' ');
        }
        return buffer.flip();
    }

    private static JsonElement numbers(long... values) {
        var array = new com.google.gson.JsonArray();
        for (long value : values) {
            array.add(value);
        }
        return array;
    }

    private static String typeName(DataType type) {
        return switch (type) {
            case FLOAT64 -> "F64";
            case FLOAT32 -> "F32";
            case INT64 -> "I64";
            case INT32 -> "I32";
            case INT8 -> "I8";
            case UINT8 -> "U8";
            case BOOLEAN -> "BOOL";
            default -> throw new IllegalArgumentException("safetensors: " + type + " is not written");
        };
    }

    private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}

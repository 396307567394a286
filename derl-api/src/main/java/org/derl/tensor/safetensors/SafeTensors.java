package org.derl.tensor.safetensors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.derl.io.AtomicFile;
import org.derl.io.RegularFile;

/**
 * A safetensors file, mapped into memory: eight bytes with the header's length, a JSON header of names, types, shapes
 * and offsets, and the raw little-endian values. Nothing in such a file is ever executed; whatever is wrong with its
 * header is found when it is opened. bfloat16 and float16 are widened to float32 when read.
 */
public final class SafeTensors {

    private static final int MAXIMUM_HEADER = 100_000_000;
    private static final int BLOCK = 1 << 20;

    private final Path file;
    private final SafeTensorsHeader header;
    private final Map<String, Long> checksums = new ConcurrentHashMap<>();

    /**
     * What the header says of one tensor.
     *
     * @param type the format's own name: F32, BF16, I64 ...
     */
    public record Tensor(String type, Shape shape, long begin, long end) {}

    private SafeTensors(Path file, SafeTensorsHeader header) {
        this.file = file;
        this.header = header;
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws IOException when the file cannot be read, or is no sound safetensors file; the message names it
     */
    public static SafeTensors open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(RegularFile.check(file))) {
            long size = channel.size();
            long length = size < Long.BYTES ? -1 : read(channel, 0, Long.BYTES).getLong();
            if (length < 2 || length > MAXIMUM_HEADER || Long.BYTES + length > size) {
                throw new SafeTensorsHeader.UnsoundException(
                        "its header's length is " + length + " in a file of " + size + " bytes");
            }
            ByteBuffer json = read(channel, Long.BYTES, (int) length);
            return new SafeTensors(file, SafeTensorsHeader.parse(json, Long.BYTES + length, size));
        } catch (SafeTensorsHeader.UnsoundException e) {
            throw new IOException(file + " is not a sound safetensors file: " + e.getMessage(), e);
        }
    }

    /** The tensors' names, in the header's order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(header.tensors().keySet());
    }

    /** Free text that the writer left. */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata());
    }

    /**
     * What the header says of a tensor.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public Tensor tensor(String name) {
        Tensor tensor = header.tensors().get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(file + " holds no tensor '" + name + "'");
        }
        return tensor;
    }

    /** Reads one tensor into the engine's memory; float16 and bfloat16 become float32. */
    public NDArray read(NDManager manager, String name) throws IOException {
        Tensor tensor = tensor(name);
        StoredType type = StoredType.valueOf(tensor.type());
        ByteBuffer data = map(tensor);
        ByteBuffer values =
                switch (type) {
                    case BF16 -> widened(data, bits -> (bits & 0xffff) << 16);
                    case F16 -> widened(data, HalfFloat::bits);
                    default -> data;
                };
        try (NDArray view = manager.create(values, tensor.shape(), type.read())) {
            return view.duplicate();
        }
    }

    private ByteBuffer map(Tensor tensor) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() < tensor.end()) {
                throw new IOException(file + " has become shorter since it was opened");
            }
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

    /** The CRC-32C of each tensor's values, by name; they are read through once. */
    public Map<String, Long> checksums() throws IOException {
        Map<String, Long> all = new TreeMap<>();
        for (String name : names()) {
            all.put(name, checksum(name));
        }
        return all;
    }

    /**
     * The CRC-32C of one tensor's bytes, which are read through once.
     *
     * @throws IOException when the file cannot be read
     */
    public long checksum(String name) throws IOException {
        Long known = checksums.get(name);
        if (known != null) {
            return known;
        }
        try (FileChannel channel = FileChannel.open(file)) {
            long checksum = checksum(channel, tensor(name));
            checksums.put(name, checksum);
            return checksum;
        }
    }

    private static long checksum(FileChannel channel, Tensor tensor) throws IOException {
        CRC32C checksum = new CRC32C();
        // Not mapped, which would count as this process's memory until the next garbage collection.
        ByteBuffer block = ByteBuffer.allocateDirect((int) Math.min(BLOCK, tensor.end() - tensor.begin()));
        for (long position = tensor.begin(); position < tensor.end(); position += block.limit()) {
            block.clear().limit((int) Math.min(BLOCK, tensor.end() - position));
            while (block.hasRemaining() && channel.read(block, position + block.position()) >= 0) {}
            if (block.hasRemaining()) {
                throw new IOException("the file has become shorter since it was opened");
            }
            checksum.update(block.flip());
        }
        return checksum.getValue();
    }

    /**
     * Writes tensors. The file appears when it is complete, never half-written; until then a former one stays.
     *
     * @param metadata free text for the reader
     * @throws IllegalArgumentException when a tensor is of a type that the format does not have
     */
    public static void write(Path file, Map<String, NDArray> tensors, Map<String, String> metadata) throws IOException {
        Map<String, WrittenHeader.Entry> entries = new LinkedHashMap<>();
        tensors.forEach((name, array) ->
                entries.put(name, new WrittenHeader.Entry(StoredType.of(array.getDataType()), array.getShape())));
        writeEntries(file, entries, metadata, name -> Objects.requireNonNull(tensors.get(name))
                .toByteBuffer(false));
    }

    /** Where values come from that need not be in memory all at once. */
    @FunctionalInterface
    public interface Source {

        /** The little-endian values of a tensor; asked for once each, in the order of the file. */
        ByteBuffer values(String name) throws IOException;
    }

    /** Writes tensors of float32 one after the other; else like {@link #write(Path, Map, Map)}. */
    public static void write(Path file, Map<String, Shape> shapes, Map<String, String> metadata, Source source)
            throws IOException {
        Map<String, WrittenHeader.Entry> entries = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> entries.put(name, new WrittenHeader.Entry(StoredType.F32, shape)));
        writeEntries(file, entries, metadata, source);
    }

    private static void writeEntries(
            Path file, Map<String, WrittenHeader.Entry> entries, Map<String, String> metadata, Source source)
            throws IOException {
        ByteBuffer start = WrittenHeader.of(entries, metadata);
        Files.createDirectories(file.toAbsolutePath().getParent());
        AtomicFile.write(file, unfinished -> {
            try (FileChannel channel =
                    FileChannel.open(unfinished, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
                writeFully(channel, start);
                for (Map.Entry<String, WrittenHeader.Entry> entry : entries.entrySet()) {
                    ByteBuffer values = source.values(entry.getKey());
                    if (values.remaining() != entry.getValue().bytes()) {
                        throw new IllegalArgumentException(
                                entry.getKey() + " has " + values.remaining() + " bytes of values; expected "
                                        + entry.getValue().bytes());
                    }
                    writeFully(channel, values);
                }
            }
        });
    }

    static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}

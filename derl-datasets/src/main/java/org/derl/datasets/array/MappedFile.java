package org.derl.datasets.array;

import ai.djl.ndarray.types.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derl.io.RegularFile;

/** A file that is mapped into memory once, however many arrays it holds. Small ones are simply read. */
public final class MappedFile {

    private static final long SLICE = 1L << 30;
    private static final long SMALL = 1L << 18;

    private final Path path;
    private final long size;
    private final List<ByteBuffer> slices;

    private MappedFile(Path path, long size, List<ByteBuffer> slices) {
        this.path = path;
        this.size = size;
        this.slices = slices;
    }

    /**
     * Maps a file.
     *
     * @throws IOException when it is not there or cannot be read; the message names it
     */
    public static MappedFile open(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(RegularFile.check(path))) {
            long size = channel.size();
            List<ByteBuffer> slices = new ArrayList<>();
            for (long at = 0; at < size; at += SLICE) {
                slices.add(
                        size <= SMALL
                                ? read(path, channel, (int) size)
                                : channel.map(MapMode.READ_ONLY, at, Math.min(SLICE, size - at)));
            }
            return new MappedFile(path, size, slices);
        }
    }

    private static ByteBuffer read(Path path, FileChannel channel, int size) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(size);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException(path + " has become shorter while it was read");
            }
        }
        return buffer.flip().asReadOnlyBuffer();
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** Its size in bytes. */
    public long size() {
        return size;
    }

    /**
     * A view of bytes, little-endian. Those that cross from one slice of the mapping into the next are copied.
     *
     * @throws EOFException when the file ends before them; the message names it
     */
    public ByteBuffer bytes(long start, int length) throws EOFException {
        check(start, length);
        if (length == 0) {
            return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
        }
        if (withinOneSlice(start, length)) {
            return slice(start, length).order(ByteOrder.LITTLE_ENDIAN);
        }
        ByteBuffer copy = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (copy.hasRemaining()) {
            long at = start + copy.position();
            copy.put(slice(at, (int) Math.min(copy.remaining(), SLICE - at % SLICE)));
        }
        return copy.flip();
    }

    /**
     * Numbers of the file.
     *
     * @param start where they begin
     * @throws IOException when the file ends before them, or the shape is impossible; the message names the file
     */
    public BufferNumbers numbers(long start, ElementType type, Shape shape, Order order, ByteOrder byteOrder)
            throws IOException {
        long bytes;
        try {
            bytes = BufferNumbers.bytes(type, shape);
        } catch (IllegalArgumentException e) {
            throw new IOException(path + " has an array with " + e.getMessage(), e);
        }
        check(start, bytes);
        if (bytes == 0 || withinOneSlice(start, bytes)) {
            ByteBuffer view = bytes == 0 ? ByteBuffer.allocate(0) : slice(start, (int) bytes);
            return BufferNumbers.of(type, shape, order, view.order(byteOrder));
        }
        try (FileChannel channel = FileChannel.open(path)) {
            return BufferNumbers.map(path, channel, start, type, shape, order, byteOrder);
        }
    }

    private static boolean withinOneSlice(long start, long bytes) {
        return start / SLICE == (start + bytes - 1) / SLICE;
    }

    private ByteBuffer slice(long start, int length) {
        return slices.get((int) (start / SLICE)).slice((int) (start % SLICE), length);
    }

    private void check(long start, long bytes) throws EOFException {
        if (start < 0 || bytes < 0 || bytes > size - start) {
            throw new EOFException(path + " ends at byte " + size + ", before the " + bytes + " bytes that start at "
                    + start + "; if it was cut off, copy it again");
        }
    }
}

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
import java.util.Objects;
import org.derl.data.file.NumberArray;
import org.derl.tensor.safetensors.HalfFloat;

/** Numbers in memory, or in a file that is mapped into it: what is not read takes none. */
public final class BufferNumbers implements NumberArray {

    /** A mapping is limited to 2 GiB; every element lies within one slice, for all sizes divide this. */
    private static final long SLICE = 1L << 30;

    private final ElementType type;
    private final Shape shape;
    private final Order order;
    private final List<ByteBuffer> slices;
    private final long sliceBytes;

    private BufferNumbers(ElementType type, Shape shape, Order order, List<ByteBuffer> slices, long sliceBytes) {
        this.type = type;
        this.shape = shape;
        this.order = order;
        this.slices = slices;
        this.sliceBytes = sliceBytes;
    }

    /**
     * Numbers in memory.
     *
     * @param bytes all of them, from its position on and in its byte order
     * @throws IllegalArgumentException when there are more or fewer than the shape says
     */
    public static BufferNumbers of(ElementType type, Shape shape, Order order, ByteBuffer bytes) {
        if (bytes.remaining() != bytes(type, shape)) {
            throw new IllegalArgumentException(bytes.remaining() + " bytes for " + type + " of shape " + shape);
        }
        return new BufferNumbers(type, shape, order, List.of(bytes.slice().order(bytes.order())), Long.MAX_VALUE);
    }

    /**
     * Numbers in a file.
     *
     * @param start where they begin
     * @throws IOException when the file ends before them; the message names it
     */
    public static BufferNumbers map(
            Path file, FileChannel channel, long start, ElementType type, Shape shape, Order order, ByteOrder byteOrder)
            throws IOException {
        return map(file, channel, start, type, shape, order, byteOrder, SLICE);
    }

    static BufferNumbers map(
            Path file,
            FileChannel channel,
            long start,
            ElementType type,
            Shape shape,
            Order order,
            ByteOrder byteOrder,
            long sliceBytes)
            throws IOException {
        long bytes = bytes(type, shape);
        if (start < 0 || bytes > channel.size() - start) {
            throw new EOFException(file + " ends at byte " + channel.size() + ", within an array of " + bytes
                    + " bytes that starts at " + start + "; it was cut off: copy it again");
        }
        List<ByteBuffer> slices = new ArrayList<>();
        for (long at = 0; at < bytes; at += sliceBytes) {
            slices.add(channel.map(MapMode.READ_ONLY, start + at, Math.min(sliceBytes, bytes - at))
                    .order(byteOrder));
        }
        return new BufferNumbers(type, shape, order, slices, sliceBytes);
    }

    /**
     * How many bytes elements of a shape take.
     *
     * @throws IllegalArgumentException when no file could hold as many
     */
    public static long bytes(ElementType type, Shape shape) {
        return bytes(type.bytes(), shape);
    }

    /**
     * How many bytes elements of a shape take.
     *
     * @param elementBytes those of one
     * @throws IllegalArgumentException when no file could hold as many
     */
    public static long bytes(int elementBytes, Shape shape) {
        long bytes = elementBytes;
        try {
            for (long length : shape.getShape()) {
                if (length < 0) {
                    throw new IllegalArgumentException("an axis of length " + length);
                }
                bytes = Math.multiplyExact(bytes, length);
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("the impossible shape " + shape, e);
        }
        return bytes;
    }

    @Override
    public String dtype() {
        return type.toString();
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public int elementBytes() {
        return type.bytes();
    }

    @Override
    public void floats(long from, float[] target, int offset, int count) {
        Objects.checkFromIndexSize(from, count, shape.size());
        if (type == ElementType.FLOAT32 && order == Order.C) {
            runs(from, count, (slice, at, done, run) -> slice.slice(at, run * Float.BYTES)
                    .order(slice.order())
                    .asFloatBuffer()
                    .get(target, offset + done, run));
        } else if (type == ElementType.FLOAT64 && order == Order.C) {
            runs(from, count, (slice, at, done, run) -> {
                for (int i = 0; i < run; i++) {
                    target[offset + done + i] = (float) slice.getDouble(at + i * Double.BYTES);
                }
            });
        } else if (type == ElementType.FLOAT16 && order == Order.C) {
            runs(from, count, (slice, at, done, run) -> {
                for (int i = 0; i < run; i++) {
                    target[offset + done + i] = HalfFloat.toFloat(slice.getShort(at + i * Short.BYTES));
                }
            });
        } else {
            for (int i = 0; i < count; i++) {
                target[offset + i] = (float) value(from + i);
            }
        }
    }

    @Override
    public void doubles(long from, double[] target, int offset, int count) {
        Objects.checkFromIndexSize(from, count, shape.size());
        for (int i = 0; i < count; i++) {
            target[offset + i] = value(from + i);
        }
    }

    @Override
    public void bytes(long from, ByteBuffer target) {
        int count = target.remaining() / type.bytes();
        Objects.checkFromIndexSize(from, count, shape.size());
        if (order == Order.C && little()) {
            runs(from, count, (slice, at, done, run) -> target.put(slice.slice(at, run * type.bytes())));
            return;
        }
        for (int i = 0; i < count; i++) {
            long position = order.position(shape, from + i) * type.bytes();
            ByteBuffer slice = slices.get((int) (position / sliceBytes));
            int at = (int) (position % sliceBytes);
            for (int b = 0; b < type.bytes(); b++) {
                target.put(slice.get(at + (little() ? b : type.bytes() - 1 - b)));
            }
        }
    }

    private boolean little() {
        return type.bytes() == 1 || slices.isEmpty() || slices.get(0).order() == ByteOrder.LITTLE_ENDIAN;
    }

    private double value(long element) {
        long position = order.position(shape, element) * type.bytes();
        return type.value(slices.get((int) (position / sliceBytes)), (int) (position % sliceBytes));
    }

    private interface Run {
        void copy(ByteBuffer slice, int at, int done, int run);
    }

    /** Elements that lie side by side within one slice, one after the other. */
    private void runs(long from, int count, Run action) {
        int done = 0;
        while (done < count) {
            long position = (from + done) * type.bytes();
            ByteBuffer slice = slices.get((int) (position / sliceBytes));
            int at = (int) (position % sliceBytes);
            int run = Math.min(count - done, (slice.limit() - at) / type.bytes());
            action.copy(slice, at, done, run);
            done += run;
        }
    }
}

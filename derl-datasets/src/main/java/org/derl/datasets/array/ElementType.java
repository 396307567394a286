package org.derl.datasets.array;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.derl.tensor.safetensors.HalfFloat;

/** The types of numbers in files, under numpy's names; bfloat16, which numpy lacks, under that of its extension. */
public enum ElementType {
    BOOL(1),
    INT8(1),
    INT16(2),
    INT32(4),
    INT64(8),
    UINT8(1),
    UINT16(2),
    UINT32(4),
    UINT64(8),
    FLOAT16(2),
    BFLOAT16(2),
    FLOAT32(4),
    FLOAT64(8);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** The type of numpy's name, such as float32. */
    public static Optional<ElementType> named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.toString().equals(name))
                .findFirst();
    }

    /**
     * The type of numpy's kind and size.
     *
     * @param kind b (bool), i, u or f
     * @param bytes of one element
     */
    public static Optional<ElementType> of(char kind, int bytes) {
        return switch (kind) {
            case 'b' -> bytes == 1 ? Optional.of(BOOL) : Optional.empty();
            case 'i' -> named("int" + 8L * bytes);
            case 'u' -> named("uint" + 8L * bytes);
            case 'f' -> named("float" + 8L * bytes);
            default -> Optional.empty();
        };
    }

    /** The bytes of one element. */
    public int bytes() {
        return bytes;
    }

    /** The element at a position in bytes, as the nearest double. */
    double value(ByteBuffer buffer, int position) {
        return switch (this) {
            case BOOL -> buffer.get(position) == 0 ? 0 : 1;
            case INT8 -> buffer.get(position);
            case INT16 -> buffer.getShort(position);
            case INT32 -> buffer.getInt(position);
            case INT64 -> buffer.getLong(position);
            case UINT8 -> buffer.get(position) & 0xff;
            case UINT16 -> buffer.getShort(position) & 0xffff;
            case UINT32 -> buffer.getInt(position) & 0xffffffffL;
            case UINT64 -> unsigned(buffer.getLong(position));
            case FLOAT16 -> HalfFloat.toFloat(buffer.getShort(position));
            case BFLOAT16 -> Float.intBitsToFloat(buffer.getShort(position) << 16);
            case FLOAT32 -> buffer.getFloat(position);
            case FLOAT64 -> buffer.getDouble(position);
        };
    }

    private static double unsigned(long bits) {
        // Halved with its last bit kept, so that rounding stays right, and doubled again.
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package org.derl.datasets.audio;

import java.nio.ByteBuffer;
import java.util.Optional;

/** How a WAV file writes one sample of one channel, little-endian. */
enum Encoding {
    UNSIGNED_8(1, 8),
    SIGNED_16(1, 16),
    SIGNED_24(1, 24),
    SIGNED_32(1, 32),
    FLOAT_32(3, 32),
    FLOAT_64(3, 64),
    A_LAW(6, 8),
    MU_LAW(7, 8);

    private static final int TOP_16 = 1 << 15;
    private static final int TOP_24 = 1 << 23;

    private final int format;
    private final int bits;

    /** @param format the number that the head of a file has for it */
    Encoding(int format, int bits) {
        this.format = format;
        this.bits = bits;
    }

    /** The one that a head says. */
    static Optional<Encoding> of(int format, int bits) {
        for (Encoding encoding : values()) {
            if (encoding.format == format && encoding.bits == bits) {
                return Optional.of(encoding);
            }
        }
        return Optional.empty();
    }

    int bytes() {
        return bits / Byte.SIZE;
    }

    boolean isFloat() {
        return format == 3;
    }

    /** The sample at a place; full scale is 1. */
    double value(ByteBuffer bytes, int at) {
        return switch (this) {
            case UNSIGNED_8 -> ((bytes.get(at) & 0xff) - 128) / 128.0;
            case SIGNED_16 -> bytes.getShort(at) / (double) TOP_16;
            case SIGNED_24 -> ((bytes.getShort(at) & 0xffff) | bytes.get(at + 2) << 16) / (double) TOP_24;
            case SIGNED_32 -> bytes.getInt(at) / (double) (1L << 31);
            case FLOAT_32 -> bytes.getFloat(at);
            case FLOAT_64 -> bytes.getDouble(at);
            case A_LAW -> aLaw(bytes.get(at)) / (double) TOP_16;
            case MU_LAW -> muLaw(bytes.get(at)) / (double) TOP_16;
        };
    }

    /** From which size on a sample is as large as it can be written: the largest number is one step below full scale. */
    double fullScale() {
        return switch (this) {
            case UNSIGNED_8 -> 127 / 128.0;
            case SIGNED_16 -> (TOP_16 - 1) / (double) TOP_16;
            case SIGNED_24 -> (TOP_24 - 1) / (double) TOP_24;
            case SIGNED_32 -> (TOP_24 - 1) / (double) TOP_24; // 32 bits are written by converters of 24
            case FLOAT_32, FLOAT_64 -> 1;
            case A_LAW -> 32256.0 / TOP_16;
            case MU_LAW -> 32124.0 / TOP_16;
        };
    }

    /** ITU-T G.711, A-law, as 16 bits. */
    private static int aLaw(byte code) {
        int bits = code ^ 0x55;
        int exponent = (bits >> 4) & 7;
        int mantissa = ((bits & 0xf) << 4) + 8;
        int size = exponent == 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
        return (bits & 0x80) == 0 ? -size : size;
    }

    /** ITU-T G.711, µ-law, as 16 bits. */
    private static int muLaw(byte code) {
        int bits = ~code;
        int size = ((((bits & 0xf) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84;
        return (bits & 0x80) == 0 ? size : -size;
    }
}

package org.derl.tensor;

/** The 16-bit floating-point format of IEEE 754, which Java 17 cannot convert by itself. */
public final class HalfFloat {

    private HalfFloat() {}

    /** The same value as a 32-bit float. */
    public static float toFloat(short half) {
        return Float.intBitsToFloat(bits(half));
    }

    /** The bits of the 32-bit float of the same value. */
    static int bits(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >>> 10) & 0x1f;
        int fraction = half & 0x3ff;
        if (exponent == 0) { // zero or a subnormal number: fraction * 2^-24
            return sign | Float.floatToRawIntBits(fraction * 0x1.0p-24f);
        }
        if (exponent == 0x1f) { // infinity or not a number
            return sign | 0x7f800000 | (fraction << 13);
        }
        return sign | ((exponent + 112) << 23) | (fraction << 13);
    }
}

package org.derl.tensor.safetensors;

/** The 16-bit floating-point format of IEEE 754, which Java 17 cannot convert by itself. */
public final class HalfFloat {

    private HalfFloat() {}

    /** The same value as a 32-bit float. */
    public static float toFloat(short half) {
        return Float.intBitsToFloat(bits(half));
    }

    /** The nearest 16-bit float, of two equally near ones the even one; infinity from 65520 on. */
    public static short of(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        int size = bits & 0x7fffffff;
        if (size > 0x7f800000) {
            return (short) (sign | 0x7e00);
        } else if (size >= 0x47800000) { // 65536 or more
            return (short) (sign | 0x7c00);
        } else if (size < 0x38800000) { // below 2^-14: beside 0.5 a float has steps of 2^-24, as subnormal halves do
            return (short) (sign | (Float.floatToRawIntBits(Float.intBitsToFloat(size) + 0.5f) - 0x3f000000));
        }
        int even = (size >>> 13) & 1;
        return (short) (sign | ((size + 0xfff + even - 0x38000000) >>> 13));
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

package org.derl.tensor.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HalfFloatTest {

    @Test
    void everyHalfIsItsOwnNearest() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = HalfFloat.toFloat((short) bits);
            if (!Float.isNaN(value)) {
                assertEquals((short) bits, HalfFloat.of(value), Integer.toHexString(bits));
            }
        }
        assertEquals(Float.NaN, HalfFloat.toFloat(HalfFloat.of(Float.NaN)));
    }

    /** Between neighbors of one sign lies a middle, which rounds to the even one; beside it, to the nearer one. */
    @Test
    void numbersBetweenHalvesGoToTheNearer() {
        for (int lower = 0; lower < 0x7bff; lower++) {
            float middle = (HalfFloat.toFloat((short) lower) + HalfFloat.toFloat((short) (lower + 1))) / 2;
            int even = lower + (lower & 1);
            assertEquals((short) even, HalfFloat.of(middle), Integer.toHexString(lower));
            assertEquals((short) (even | 0x8000), HalfFloat.of(-middle), Integer.toHexString(lower));
            assertEquals((short) lower, HalfFloat.of(Math.nextDown(middle)), Integer.toHexString(lower));
            assertEquals((short) (lower + 1), HalfFloat.of(Math.nextUp(middle)), Integer.toHexString(lower));
        }
    }

    @Test
    void numbersBeyondTheLargestAreInfinite() {
        assertEquals((short) 0x7bff, HalfFloat.of(65519.996f));
        assertEquals((short) 0x7c00, HalfFloat.of(65520));
        assertEquals((short) 0xfc00, HalfFloat.of(-1e30f));
        assertEquals((short) 0, HalfFloat.of(Float.MIN_VALUE));
    }
}

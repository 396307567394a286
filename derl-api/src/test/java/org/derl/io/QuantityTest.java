package org.derl.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class QuantityTest {

    @Test
    void oneIsNotMany() {
        assertEquals("1 sample", Quantity.of(1, "sample"));
        assertEquals("0 samples", Quantity.of(0, "sample"));
        assertEquals("2 samples have", Quantity.of(2, "sample has", "samples have"));
    }

    @Test
    void aFloatHasTheDigitsOfAFloat() {
        assertEquals("7.9", Quantity.number(7.9f));
        assertEquals("7.9", Quantity.number(7.9));
        assertEquals("7.900000001", Quantity.number(7.900000001));
        assertEquals("-3", Quantity.number(-3));
        assertEquals("NaN", Quantity.number(Double.NaN));
    }
}

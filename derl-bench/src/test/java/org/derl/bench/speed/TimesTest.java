package org.derl.bench.speed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimesTest {

    @Test
    void medianIsTheMiddle() {
        assertEquals(2, new Times(List.of(9.0, 1.0, 2.0)).median());
        assertEquals(1.5, new Times(List.of(1.0, 2.0)).median());
    }

    @Test
    void summaryTellsTheMiddleHalf() {
        List<Double> values = List.of(7.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
        assertEquals("4.0 (middle half 2.0 to 6.0)", new Times(values).summary("%.1f"));
    }

    @Test
    void nothingHasNoMedian() {
        assertThrows(IllegalArgumentException.class, () -> new Times(List.of()));
    }
}

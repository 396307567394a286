package org.derl.data.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassLabelsTest {

    @Test
    void wholeNumbersWithoutAGapAreClasses() {
        assertEquals("0, 1", classes(0, 1));
        assertEquals("0, 1, 2", classes(2, 0, -0.0, 1));
        assertEquals("1, 2, 3, 4, 5", classes(1, 2, 3, 4, 5));
        assertEquals("-1, 1", classes(-1, 1));
        assertEquals("-1, 0, 1", classes(-1, 0, 1, Double.NaN));
    }

    @Test
    void labelsOnAScaleAreNone() {
        assertEquals("", classes(0, 1, 1.5));
        assertEquals("", classes(-3, -2, -1, 0, 1, 2, 3));
        assertEquals("", classes(0, 1, 3));
        assertEquals("", classes(1));
        assertEquals("", ClassLabels.in(List.of(0.0, 1.0, 1.0)).orElse(""));
    }

    private static String classes(double... values) {
        List<Double> labels = new ArrayList<>();
        for (int sample = 0; sample < 20; sample++) {
            labels.add(values[sample % values.length]);
        }
        return ClassLabels.in(labels).orElse("");
    }
}

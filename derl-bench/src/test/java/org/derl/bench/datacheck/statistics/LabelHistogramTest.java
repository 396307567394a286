package org.derl.bench.datacheck.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.derl.data.Task;
import org.junit.jupiter.api.Test;

class LabelHistogramTest {

    private static List<Integer> counts(Task.Regression range, Double... labels) {
        return LabelHistogram.of(List.of(labels), range).classes().stream()
                .map(LabelHistogram.Bin::count)
                .toList();
    }

    @Test
    void halvesBelongToTheEvenNumberAsInAcc7() {
        assertEquals(List.of(0, 2, 0, 3, 0, 2, 0), counts(Task.SENTIMENT, -2.5, -1.5, -0.5, 0.0, 0.5, 1.5, 2.5));
    }

    @Test
    void narrowRangesHaveElevenClasses() {
        Task.Regression range = new Task.Regression(-1, 1);
        assertEquals(List.of(1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1), counts(range, -1.0, 0.0, 0.2, 1.0));
        assertEquals(1, LabelHistogram.of(List.of(1.5), range).outside());
    }
}

package com.example.custommodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.derl.eval.Predictions;
import org.junit.jupiter.api.Test;

class ErrorReportTest {

    private static Predictions predictions(double... values) {
        return new Predictions(
                List.of("a", "b", "c"), List.of(1.0, 2.0, 3.0), List.of(values[0], values[1], values[2]));
    }

    @Test
    void aMetricOfOnesOwnATableAndTheStatisticsOfADifference() {
        assertEquals(2, new ErrorReport.LargestError().of(predictions(1, 4, 2)));
        String table =
                ErrorReport.compare(List.of(predictions(1, 2, 3), predictions(1, 2, 2)), List.of(predictions(0, 1, 2)));
        String narrow = table.replaceAll(" +", " ");
        assertTrue(narrow.contains("| one | 0.167 ± 0.236 | 0.500 ± 0.707 |"), table);
        assertTrue(narrow.contains("| other | 1.000 | 1.000 |"), table);
        assertTrue(narrow.contains("MAE of one minus that of the other: -0.833, 95 % interval "), table);
    }
}

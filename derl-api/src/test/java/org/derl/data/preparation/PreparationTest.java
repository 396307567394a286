package org.derl.data.preparation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.derl.data.preparation.Preparation.NonFinite;
import org.derl.data.preparation.Preparation.Steps;
import org.junit.jupiter.api.Test;

class PreparationTest {

    private static final ColumnScales COLUMNS = ColumnScales.of(new double[] {1, 10}, new double[] {2, 0});

    @Test
    void columnsAreStandardizedAndClippedAndTheTrainingMeanBecomesZero() {
        Preparation preparation =
                new Preparation(Steps.ALL, NonFinite.all(Treatment.TRAINING_MEAN), false, COLUMNS, true, 3, List.of());
        float[] raw = {3, 11, Float.NaN, Float.POSITIVE_INFINITY, 100, 10};
        assertArrayEquals(new float[] {1, 1, 0, 0, 3, 0}, preparation.prepare(raw, 2));
        assertEquals(3, raw[0]); // not changed
        assertArrayEquals(new float[] {1, 1}, preparation.prepare(new float[] {3, 11}, 2));
    }

    @Test
    void stepsAreCutAveragedAndRounded() {
        Preparation last = new Preparation(
                new Steps(false, 2, End.LAST, true),
                NonFinite.all(Treatment.ZERO),
                true,
                ColumnScales.NONE,
                false,
                Double.POSITIVE_INFINITY,
                List.of());
        float[] mean = last.prepare(new float[] {9, 9, 0.2f, Float.NaN, 0.4f, 4}, 2);
        assertArrayEquals(new float[] {0.30004883f, 2}, mean); // 0.3 as a float16
        assertFalse(last.changesStored());
    }

    @Test
    void whatItsDataSetRefusedIsNamed() {
        Preparation refusing = new Preparation(
                Steps.ALL, NonFinite.all(Treatment.REFUSE), false, ColumnScales.NONE, false, 1, List.of());
        assertEquals(
                "has NaN in step 1, column 0, both counted from 0, which its data set refused too",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> refusing.prepare(new float[] {1, 2, Float.NaN, 3}, 2))
                        .getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> new Preparation(Steps.ALL, NonFinite.KEPT, false, ColumnScales.NONE, true, 1, List.of()));
        assertThrows(IllegalArgumentException.class, () -> ColumnScales.scaled(List.of(1.0), List.of(0.0)));
    }
}

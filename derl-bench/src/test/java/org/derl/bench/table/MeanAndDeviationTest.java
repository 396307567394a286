package org.derl.bench.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeanAndDeviationTest {

    @Test
    void deviationIsThatOfASample() {
        MeanAndDeviation result = MeanAndDeviation.of(List.of(1.0, 2.0, 3.0, 4.0));
        assertEquals(2.5, result.mean());
        assertEquals(Math.sqrt(5 / 3.0), result.deviation(), 1e-15);
        assertEquals(4, result.seeds());
    }

    @Test
    void deviationHasTwoDigitsAndTheMeanAsManyDecimals() {
        assertEquals("0.912 ± 0.013", new MeanAndDeviation(0.91234, 0.01312, 3).format());
        assertEquals("84.2 ± 1.3", new MeanAndDeviation(84.2345, 1.3, 3).format());
        assertEquals("0.90 ± 0.10", new MeanAndDeviation(0.9, 0.0996, 3).format());
        assertEquals("1235 ± 120", new MeanAndDeviation(1234.5678, 120.4, 3).format());
        assertEquals("0.123457 ± 0.000000", new MeanAndDeviation(0.123456789, 1e-12, 3).format());
    }

    @Test
    void oneSeedHasNoDeviation() {
        assertEquals("0.912", MeanAndDeviation.of(List.of(0.9123)).format());
        assertEquals("0.91", MeanAndDeviation.of(List.of(0.9123)).format(2));
    }

    @Test
    void equalSeedsHaveZeroDeviation() {
        assertEquals(
                "0.500 ± 0.000", MeanAndDeviation.of(List.of(0.5, 0.5, 0.5)).format());
    }

    @Test
    void undefinedValuesAreSaidToBe() {
        assertEquals("undefined", MeanAndDeviation.of(List.of(0.5, Double.NaN)).format());
        assertThrows(IllegalArgumentException.class, () -> MeanAndDeviation.of(List.of()));
    }
}

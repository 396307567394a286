package org.derl.bench.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.derl.bench.statistics.Drawn.Shares;
import org.junit.jupiter.api.Test;

class DrawnTest {

    private static final Drawn DRAWN = new Drawn(0.1, new double[] {-0.2, -0.005, 0, 0.005, 0.01, 0.3, 0.4, 0.5});

    @Test
    void smallDifferencesAreNone() {
        assertEquals(new Shares(0.5, 0.375, 0.125), DRAWN.shares(0.01, true));
        assertEquals(new Shares(0.125, 0.375, 0.5), DRAWN.shares(0.01, false));
        assertEquals(new Shares(0.625, 0.125, 0.25), DRAWN.shares(0, true));
    }

    @Test
    void aProbabilityIsTwiceTheShareBeyondZeroAndNeverZero() {
        assertEquals(2 * 4 / 9.0, DRAWN.probability(), 1e-12);
        double[] all = IntStream.rangeClosed(1, 999).mapToDouble(i -> i).toArray();
        assertEquals(2 / 1000.0, new Drawn(1, all).probability(), 1e-12);
        assertEquals(1, new Drawn(0, new double[] {0, 0, 0}).probability());
    }

    @Test
    void withoutDrawsThereIsNothingToSay() {
        Drawn none = new Drawn(Double.NaN, new double[0]);
        assertTrue(Double.isNaN(none.probability()));
        assertTrue(Double.isNaN(none.shares(0.01, true).better()));
    }

    @Test
    void holmMultipliesTheSmallestByTheNumberOfAll() {
        List<Double> adjusted = Holm.adjusted(List.of(0.01, 0.04, Double.NaN, 0.03, 0.005));
        List<Double> expected = List.of(0.03, 0.06, Double.NaN, 0.06, 0.02);
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), adjusted.get(i), 1e-12);
        }
        assertEquals(List.of(1.0, 1.0), Holm.adjusted(List.of(0.9, 0.6)));
        assertEquals(List.of(), Holm.adjusted(List.of()));
    }

    /** As tables of the power of Student's test have them. */
    @Test
    void seedsNeededAreThoseOfStudentsTest() {
        assertEquals(17, SeedsNeeded.toSee(0.01, 0.01));
        assertEquals(6, SeedsNeeded.toSee(0.02, 0.01));
        assertEquals(64, SeedsNeeded.toSee(0.01, 0.02));
        assertEquals(2, SeedsNeeded.toSee(0.01, 0));
    }
}

package org.derl.datasets.store.writing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.derl.datasets.store.Statistics;
import org.junit.jupiter.api.Test;

class MomentsTest {

    @Test
    void largeMeansLoseNoDigits() {
        Moments moments = new Moments(2);
        float[] values = new float[2000];
        for (int i = 0; i < values.length; i += 2) {
            values[i] = 1e6f + i / 2 % 2;
            values[i + 1] = 1e7f;
        }
        moments.add(values, 0, 1000, true);
        Statistics statistics = moments.statistics();
        assertEquals(1000000.5, statistics.columns().means().get(0), 1e-9);
        assertEquals(0.5, statistics.columns().scales().get(0), 1e-9);
        assertEquals(1e7, statistics.columns().means().get(1), 1e-9);
        assertEquals(1, statistics.columns().scales().get(1), 0); // constant
    }

    @Test
    void numbersThatAreNotFiniteDoNotCount() {
        Moments moments = new Moments(2);
        moments.add(new float[] {Float.NaN, 9, 1, Float.NaN, 3, Float.NEGATIVE_INFINITY}, 0, 3, false);
        moments.add(new float[] {7, 7, 5, 1}, 2, 1, true);
        Statistics statistics = moments.statistics();
        assertEquals(3, statistics.columns().means().get(0), 1e-12);
        assertEquals(5, statistics.columns().means().get(1), 1e-12);
        assertEquals(Math.sqrt(8 / 3.0), statistics.columns().scales().get(0), 1e-12);
        assertEquals(4, statistics.columns().scales().get(1), 1e-12);
    }

    @Test
    void columnWithoutAnyNumberHasMeanZeroAndIsNotScaled() {
        Moments moments = new Moments(1);
        moments.add(new float[] {Float.NaN}, 0, 1, false);
        assertEquals(0, moments.statistics().columns().means().get(0), 0);
        assertEquals(1, moments.statistics().columns().scales().get(0), 0);
    }
}

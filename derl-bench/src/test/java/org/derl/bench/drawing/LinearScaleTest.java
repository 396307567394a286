package org.derl.bench.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinearScaleTest {

    @Test
    void ticksAreRoundNumbersAtEqualSteps() {
        assertEquals(List.of(-0.5, 0.0, 0.5), new LinearScale(-0.7, 0.9, 0, 1).ticks(4));
        LinearScale small = new LinearScale(0.0011, 0.0032, 0, 1);
        assertEquals(
                List.of("0.0015", "0.0020", "0.0025", "0.0030"),
                small.ticks(5).stream().map(tick -> small.label(tick, 5)).toList());
        LinearScale epochs = new LinearScale(1, 12, 0, 1);
        assertEquals(
                List.of("5", "10"),
                epochs.ticks(4).stream().map(tick -> epochs.label(tick, 4)).toList());
    }

    @Test
    void numbersHaveRoomAndWhatIsNoNumberHasNone() {
        LinearScale scale = LinearScale.of(new double[] {Double.NaN, 1, 2}, 100, 0);
        assertEquals(0.94, scale.low(), 1e-12);
        assertEquals(50, scale.place(1.5), 1e-9);
        assertEquals(0, scale.within(7), 1e-9);
        assertEquals(0.5, LinearScale.of(new double[0], 0, 1).place(0.5), 1e-12);
    }
}

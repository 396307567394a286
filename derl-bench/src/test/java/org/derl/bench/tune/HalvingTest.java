package org.derl.bench.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class HalvingTest {

    private static DrawResult result(int number, double error) {
        return new DrawResult(number, 3, 4, error, error, false, null);
    }

    @Test
    void fewerDrawsHaveFewerShares() {
        assertEquals(List.of(1), Halving.of(1).shares());
        assertEquals(List.of(3, 1), Halving.of(2).shares());
        assertEquals(List.of(3, 1), Halving.of(3).shares());
        assertEquals(List.of(9, 3, 1), Halving.of(4).shares());
        assertEquals(List.of(9, 3, 1), Halving.of(200).shares());
    }

    @Test
    void aShareIsAtLeastOneEpoch() {
        assertEquals(2, Halving.epochs(12, 9));
        assertEquals(4, Halving.epochs(12, 3));
        assertEquals(1, Halving.epochs(2, 9));
        assertEquals(12, Halving.epochs(12, 1));
    }

    @Test
    void theBestThirdGoesOnAndTheOwnSettings() {
        assertEquals(7, Halving.kept(20));
        List<DrawResult> results = List.of(result(1, 9), result(2, 3), result(3, 1), result(4, 2));
        assertEquals(List.of(1, 3, 4), Halving.goingOn(results));
        assertEquals(3, Halving.best(results));
    }

    @Test
    void tiesGoToTheEarlierDrawCollapsedOnesComeLaterAndFailedOnesDoNotGoOn() {
        DrawResult collapsed = new DrawResult(2, 3, 4, 0.1, 0.1, true, null);
        List<DrawResult> results =
                List.of(result(1, 1), collapsed, result(3, 0.5), result(4, 0.5), DrawResult.failed(5, 3, "diverged"));
        assertEquals(3, Halving.best(results));
        assertEquals(List.of(1, 3, 4), Halving.goingOn(results));
        assertEquals(
                List.of(3),
                Halving.goingOn(List.of(DrawResult.failed(1, 3, "diverged"), result(2, 2), result(3, 1))),
                "its own settings, too");
        assertEquals(2, Halving.best(List.of(result(1, 0.1), result(2, 0.05))));
        assertEquals(
                3,
                Halving.best(List.of(new DrawResult(1, 1, 12, 0.1, 0.1, true, null), result(3, 0.5))),
                "however much smaller the error of one number for all is");
        assertEquals(2, Halving.best(List.of(collapsed, DrawResult.failed(5, 3, "diverged"))));
        assertEquals(0, Halving.best(List.of(DrawResult.failed(1, 3, "diverged"))));
    }
}

package org.derl.bench.train.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.derl.bench.train.schedule.PlateauSchedule.Config;
import org.junit.jupiter.api.Test;

/** The schedule is held to PyTorch's by the parity of optimizers. */
class PlateauScheduleTest {

    @Test
    void settingsMustMakeSense() {
        assertThrows(IllegalArgumentException.class, () -> new Config(1, 2, false));
        assertThrows(IllegalArgumentException.class, () -> new Config(0, 2, false));
        assertThrows(IllegalArgumentException.class, () -> new Config(0.5, -1, false));
    }

    @Test
    void theFactorFollowsFromErrorsAlone() {
        PlateauSchedule schedule = new PlateauSchedule(new Config(0.1, 1, false), 9);
        List<Double> errors = List.of(2.0, 1.0, 1.0, 1.0, 0.5, 0.5, 0.5);
        double[] factors = {1, 1, 1, 1, 0.1, 0.1, 0.1, 0.1 * 0.1};
        for (int epochs = 0; epochs <= errors.size(); epochs++) {
            assertEquals(factors[epochs], schedule.factor(errors.subList(0, epochs)));
        }
    }
}

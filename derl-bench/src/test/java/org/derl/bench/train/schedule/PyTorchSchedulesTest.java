package org.derl.bench.train.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derl.model.Schedule;
import org.junit.jupiter.api.Test;

/** Rates before each of 40 steps in 4 epochs against PyTorch's; {@code derl-bench/peers/optimizers.py} made them. */
class PyTorchSchedulesTest {

    private static final int EPOCHS = 4;
    private static final int STEPS = 40;

    private static final Map<String, Schedule> SCHEDULES = Map.of(
            "linear .1,step", WarmUpSchedule.linear(new WarmUpSchedule.Config(0.1, Pace.STEP), EPOCHS),
            "cosine .1,step", WarmUpSchedule.cosine(new WarmUpSchedule.Config(0.1, Pace.STEP), EPOCHS),
            "cosine 0,step", WarmUpSchedule.cosine(new WarmUpSchedule.Config(0, Pace.STEP), EPOCHS),
            "cosine 0,epoch", WarmUpSchedule.cosine(new WarmUpSchedule.Config(0, Pace.EPOCH), EPOCHS),
            "decay .5 1,epoch", new DecaySchedule(new DecaySchedule.Config(0.5, 1), EPOCHS),
            "decay .5 2,epoch", new DecaySchedule(new DecaySchedule.Config(0.5, 2), EPOCHS));

    @Test
    void ratesAreThoseOfPyTorch() throws Exception {
        Path file = Path.of(
                Objects.requireNonNull(getClass().getResource("pytorch.csv")).toURI());
        List<String> lines = Files.readAllLines(file);
        assertEquals(SCHEDULES.size(), lines.size() - 1);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Schedule schedule = Objects.requireNonNull(SCHEDULES.get(cells[0] + "," + cells[1]), line);
            String[] factors = cells[2].split(" ", -1);
            assertEquals(STEPS, factors.length);
            for (int step = 0; step < STEPS; step++) {
                Schedule.Point point =
                        new Schedule.Point(1 + step * EPOCHS / STEPS, step, (double) step / STEPS, List.of());
                assertEquals(Double.parseDouble(factors[step]), schedule.factor(point), 1e-7, line + ", step " + step);
            }
        }
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new WarmUpSchedule.Config(1, Pace.STEP));
        assertThrows(IllegalArgumentException.class, () -> new WarmUpSchedule.Config(-0.1, Pace.EPOCH));
        assertThrows(IllegalArgumentException.class, () -> new DecaySchedule.Config(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new DecaySchedule.Config(0.5, 0));
    }
}

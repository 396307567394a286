package org.derl.bench.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {

    private static final Optional<Duration> LEFT = Optional.of(Duration.ofSeconds(190));
    private static final TrialCourse COURSE = TrialCourse.BEGINNING
            .after(new Progress.Epoch(2, 40, 0.6, 0.801, true))
            .after(new Progress.Epoch(3, 40, 0.512, 0.823, false));

    @Test
    void lossValidationMetricAndTimeLeftStandInOneLine() {
        assertEquals(
                "34 %, about 3 min left; derl (seed 1) 3/40, loss 0.512, MAE 0.823, best 0.801",
                ProgressLine.of(79, 0.34, LEFT, "derl (seed 1)", COURSE, 1));
        assertEquals(
                "34 %, about 3 min left; derl (seed 1): epoch 3 of 40, loss 0.512, validation MAE 0.823, best 0.801;"
                        + " 1 more",
                ProgressLine.of(120, 0.34, LEFT, "derl (seed 1)", COURSE, 1));
        assertEquals(
                "0 %; derl (seed 1) epoch 1",
                ProgressLine.of(79, 0, Optional.empty(), "derl (seed 1)", TrialCourse.BEGINNING, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 79, 100, 200})
    void itIsNeverWiderThanTheTerminal(int columns) {
        for (String trial :
                new String[] {"tfn (seed 1)", "derl-layers-2-learning-rate-1e-3 (seed 12)", "x".repeat(300)}) {
            String line = ProgressLine.of(columns, 0.5, LEFT, trial, COURSE, 3);
            assertTrue(line.length() <= columns, line);
            assertTrue(line.startsWith("50 %, about 3 min left; "), line);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, about 1 s left",
        "7, about 7 s left",
        "43, about 45 s left",
        "95, about 2 min left",
        "5300, about 88 min left",
        "9000, about 3 h left"
    })
    void timeIsInWords(long seconds, String words) {
        assertEquals(words, ProgressLine.inWords(Duration.ofSeconds(seconds)));
    }

    @Test
    void aTerminalShowsIt() throws InterruptedException {
        StringWriter written = new StringWriter();
        Trial trial = new Trial("derl", "toy", "as-is", 1, "cpu", ConfigFactory.empty());
        try (BarDisplay display = new BarDisplay(1, "go on", 80, new PrintWriter(written))) {
            display.finished(trial, new Progress.Epoch(1, 2, 0.25, 0.5, true));
            for (int i = 0; i < 100 && !written.toString().contains("loss"); i++) {
                Thread.sleep(50);
            }
        }
        assertTrue(
                written.toString().contains("derl (seed 1) 1/2, loss 0.250")
                        || written.toString().contains("derl (seed 1) epoch 1/2, loss 0.250")
                        || written.toString().contains("derl (seed 1) epoch 1 of 2, loss 0.250"),
                written.toString());
        assertTrue(written.toString().contains("left; "), written.toString());
        for (String line : written.toString().split("\\r\u001b\\[K|\n", -1)) {
            assertTrue(line.length() < 80, line);
        }
    }
}

package org.derl.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.derl.bench.experiment.Trial;
import org.derl.bench.train.Progress;
import org.junit.jupiter.api.Test;

class LineDisplayTest {

    private final StringWriter written = new StringWriter();
    private final AtomicLong clock = new AtomicLong();

    @Test
    void nobodyWaitsLongForASignOfLife() {
        try (LineDisplay display = new LineDisplay(2, new PrintWriter(written), clock::get)) {
            Progress slow = display.started(new Trial("slow", "toy", "as-is", 1, "cpu", ConfigFactory.empty()));
            after(29);
            slow.stepped(1, 5, 20);
            slow.finished(new Progress.Epoch(1, 3, 0.25, 0.5, true));
            assertEquals("", written.toString());

            after(2);
            slow.stepped(2, 6, 20);
            slow.stepped(2, 7, 20);
            after(31);
            slow.finished(new Progress.Epoch(2, 3, 0.25, 0.5, true));
            assertEquals(
                    """
                    slow (seed 1): epoch 2, step 6 of 20
                    slow (seed 1): epoch 2 of at most 3, validation MAE 0.500
                    """,
                    written.toString().replace(System.lineSeparator(), "\n"));

            // Whatever is printed is a sign of life.
            after(29);
            display.failed(new Trial("quick", "toy", "as-is", 1, "cpu", ConfigFactory.empty()), "why");
            after(29);
            slow.stepped(3, 1, 20);
            assertEquals(
                    "[1/2] failed: why", written.toString().lines().toList().get(2));
            assertEquals(3, written.toString().lines().count());
        }
    }

    private void after(long seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}

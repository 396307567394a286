package org.derl.bench.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.ConfigFactory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.derl.bench.compare.OnEarlierTrials;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.Trial;
import org.junit.jupiter.api.Test;

class LineDisplayTest {

    private final StringWriter written = new StringWriter();
    private final AtomicLong clock = new AtomicLong();

    @Test
    void nobodyWaitsLongForASignOfLife() {
        try (LineDisplay display = new LineDisplay(2, "go on", new PrintWriter(written), clock::get)) {
            Trial slow = new Trial("slow", "toy", "as-is", 1, "cpu", ConfigFactory.empty());
            after(29);
            display.stepped(slow, 1, 5, 20);
            display.finished(slow, new Progress.Epoch(1, 3, 0.25, 0.5, true));
            assertEquals("", written.toString());

            after(2);
            display.stepped(slow, 2, 6, 20);
            display.stepped(slow, 2, 7, 20);
            after(31);
            display.finished(slow, new Progress.Epoch(2, 3, 0.25, 0.75, false));
            assertEquals(
                    """
                    slow (seed 1): epoch 2, step 6 of 20
                    slow (seed 1): epoch 2 of at most 3, loss 0.250, validation MAE 0.750, best 0.500
                    """,
                    written.toString().replace(System.lineSeparator(), "\n"));

            // Whatever is printed is a sign of life.
            after(29);
            display.failed(new Trial("quick", "toy", "as-is", 1, "cpu", ConfigFactory.empty()), "why");
            after(29);
            display.stepped(slow, 3, 1, 20);
            assertEquals(
                    "[1/2] failed: why", written.toString().lines().toList().get(2));
            assertEquals(3, written.toString().lines().count());
        }
    }

    @Test
    void anInterruptSaysHowToGoOn() {
        for (OnEarlierTrials onEarlier : OnEarlierTrials.values()) {
            written.getBuffer().setLength(0);
            try (LineDisplay display = new LineDisplay(2, onEarlier.goingOn(), new PrintWriter(written), clock::get)) {
                display.failed(new Trial("quick", "toy", "as-is", 1, "cpu", ConfigFactory.empty()), "why");
                display.interrupted();
            }
            assertEquals(
                    "interrupted: 1 of 2 trials have finished; the same command"
                            + (onEarlier == OnEarlierTrials.AGAIN
                                    ? " without --again goes on from there, or says what is left to train anew"
                                    : " goes on from there"),
                    written.toString().lines().toList().get(1));
        }
    }

    private void after(long seconds) {
        clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}

package org.derl.bench.cli.progress;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.Trial;

/** Writes lines, for files and pipes: one a trial, and more of how far it is where that takes long. */
final class LineDisplay extends Display {

    /** Nobody should wait longer than this for a sign of life. */
    private static final long LONGEST_SILENCE = TimeUnit.SECONDS.toNanos(30);

    private final PrintWriter err;
    private final LongSupplier clock;
    private final Map<Trial, TrialCourse> courses = new ConcurrentHashMap<>();
    private long latest;

    /** With a clock of nanoseconds. */
    LineDisplay(int trials, String goingOn, PrintWriter err, LongSupplier clock) {
        super(trials, goingOn);
        this.err = err;
        this.clock = clock;
        latest = clock.getAsLong();
    }

    @Override
    public void finished(Trial trial, Progress.Epoch epoch) {
        TrialCourse course =
                courses.merge(trial, TrialCourse.BEGINNING.after(epoch), (before, first) -> before.after(epoch));
        if (silent()) {
            print(String.format(
                    Locale.ROOT,
                    "%s: epoch %d of at most %d, loss %.3f, validation MAE %.3f, best %.3f",
                    trial.label(),
                    epoch.epoch(),
                    epoch.epochs(),
                    epoch.trainingLoss(),
                    epoch.validationError(),
                    course.best()));
        }
    }

    @Override
    public void stepped(Trial trial, int epoch, int step, int steps) {
        if (silent()) {
            print(trial.label() + ": epoch " + epoch + ", step " + step + " of " + steps);
        }
    }

    private synchronized boolean silent() {
        return clock.getAsLong() - latest > LONGEST_SILENCE;
    }

    @Override
    synchronized void print(String line) {
        latest = clock.getAsLong();
        err.println(line);
        err.flush();
    }
}

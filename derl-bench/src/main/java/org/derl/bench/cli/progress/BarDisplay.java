package org.derl.bench.cli.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressState;
import org.derl.bench.cli.command.CleanWriter;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialResult;
import org.jspecify.annotations.Nullable;

/** Shows in the last line of a terminal how far the training is, and above it a line a trial. */
final class BarDisplay extends Display {

    /** Parts of a trial, so that the bar moves within one. */
    private static final int PARTS = 1000;

    private static final int MILLISECONDS = 200;

    private final LastLine line;
    private final ProgressBar bar;
    private final Map<Trial, Integer> parts = new LinkedHashMap<>();
    private final Map<Trial, TrialCourse> running = new LinkedHashMap<>();
    private @Nullable Trial moved;

    BarDisplay(int trials, String goingOn, int columns, PrintWriter err) {
        super(trials, goingOn);
        line = new LastLine(columns, err);
        bar = new ProgressBarBuilder()
                .setTaskName("training")
                .setInitialMax((long) trials * PARTS)
                .setUpdateIntervalMillis(MILLISECONDS)
                .setRenderer(this::line)
                .setConsumer(line)
                .build();
    }

    @Override
    public void finished(Trial trial, Progress.Epoch epoch) {
        move(trial, PARTS * epoch.epoch() / epoch.epochs(), course(trial).after(epoch));
    }

    @Override
    public void stepped(Trial trial, int epoch, int step, int steps) {
        TrialCourse course = course(trial);
        int most = course.last() == null ? 0 : course.last().epochs();
        int within = most == 0 ? 0 : PARTS * (epoch - 1) / most + PARTS * step / steps / most;
        move(trial, within, course.within(epoch));
    }

    @Override
    public void completed(Trial trial, TrialResult result) {
        super.completed(trial, result);
        end(trial);
    }

    @Override
    public void failed(Trial trial, String reason) {
        super.failed(trial, reason);
        end(trial);
    }

    private synchronized void end(Trial trial) {
        parts.put(trial, PARTS);
        running.remove(trial);
        if (trial.equals(moved)) {
            moved = running.keySet().stream().findFirst().orElse(null);
        }
        show();
    }

    private synchronized TrialCourse course(Trial trial) {
        return running.getOrDefault(trial, TrialCourse.BEGINNING);
    }

    private synchronized void move(Trial trial, int part, TrialCourse course) {
        parts.put(trial, part);
        running.put(trial, course);
        moved = trial;
        show();
    }

    private void show() {
        bar.stepTo(parts.values().stream().mapToLong(part -> part).sum());
    }

    @Override
    void print(String text) {
        line.printAbove(text);
    }

    @Override
    public void close() {
        super.close();
        bar.close();
        line.clear();
    }

    /** What the line says now. */
    private synchronized String line(ProgressState progress, int columns) {
        double done = progress.getNormalizedProgress();
        Optional<Duration> left = done <= 0
                ? Optional.empty()
                : Optional.of(
                        Duration.ofMillis((long) (progress.getTotalElapsed().toMillis() * (1 - done) / done)));
        Trial trial = moved;
        return trial == null
                ? "training"
                : ProgressLine.of(
                        columns,
                        done,
                        left,
                        trial.label(),
                        running.getOrDefault(trial, TrialCourse.BEGINNING),
                        running.size() - 1);
    }

    /** The last line of a terminal, which is written again and again. */
    private static final class LastLine implements ProgressBarConsumer {

        private static final String CLEAR = "\r\u001b[K";

        private final int columns;
        private final PrintWriter err;
        private final PrintWriter raw;
        private boolean open = true;

        LastLine(int columns, PrintWriter err) {
            this.columns = columns;
            this.err = err;
            raw = CleanWriter.raw(err);
        }

        @Override
        public int getMaxRenderedLength() {
            return columns - 1; // some terminals begin a new line when one is full
        }

        @Override
        public synchronized void accept(String rendered) {
            if (open) {
                raw.print(CLEAR); // what was longer before
                err.print(rendered);
                err.flush();
            }
        }

        synchronized void printAbove(String text) {
            raw.print(CLEAR);
            err.println(text);
            err.flush();
        }

        @Override
        public synchronized void clear() {
            raw.print(CLEAR);
            raw.flush();
        }

        @Override
        public synchronized void close() {
            open = false;
        }
    }
}

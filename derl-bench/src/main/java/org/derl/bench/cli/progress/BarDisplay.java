package org.derl.bench.cli.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import me.tongfei.progressbar.DefaultProgressBarRenderer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;
import org.derl.bench.cli.command.CleanWriter;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialResult;

/** Shows a bar in the last line of a terminal, which says what runs, and above it a line a trial. */
final class BarDisplay extends Display {

    /** Parts of a trial, so that the bar moves within one. */
    private static final int PARTS = 1000;

    private static final int MILLISECONDS = 200;

    private final LastLine line;
    private final ProgressBar bar;
    private final Map<Trial, Integer> epochs = new ConcurrentHashMap<>();
    private final Map<Trial, Integer> parts = new LinkedHashMap<>();
    private final Map<Trial, String> running = new LinkedHashMap<>();

    BarDisplay(int trials, String goingOn, int columns, PrintWriter err) {
        super(trials, goingOn);
        line = new LastLine(columns, err);
        bar = new ProgressBarBuilder()
                .setTaskName("training")
                .setInitialMax((long) trials * PARTS)
                .setUpdateIntervalMillis(MILLISECONDS)
                .setRenderer(new Renderer())
                .setConsumer(line)
                .build();
    }

    @Override
    public void finished(Trial trial, Progress.Epoch epoch) {
        epochs.put(trial, epoch.epochs());
        move(trial, PARTS * epoch.epoch() / epoch.epochs(), epoch.epoch());
    }

    @Override
    public void stepped(Trial trial, int epoch, int step, int steps) {
        int most = epochs.getOrDefault(trial, 0);
        int within = most == 0 ? 0 : PARTS * (epoch - 1) / most + PARTS * step / steps / most;
        move(trial, within, epoch);
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
        show();
    }

    private synchronized void move(Trial trial, int part, int epoch) {
        parts.put(trial, part);
        running.put(trial, trial.label() + " epoch " + epoch);
        show();
    }

    private void show() {
        bar.stepTo(parts.values().stream().mapToLong(part -> part).sum());
        bar.setExtraMessage(" " + String.join(", ", running.values()));
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

    /** Writes the bar without its parts, which nobody asked for. */
    private static final class Renderer extends DefaultProgressBarRenderer {

        Renderer() {
            super(ProgressBarStyle.ASCII, "", 1, false, null, ChronoUnit.SECONDS, true, Renderer::left);
        }

        @Override
        protected String ratio(ProgressState progress) {
            return "";
        }

        private static Optional<Duration> left(ProgressState progress) {
            double done = progress.getNormalizedProgress();
            return done <= 0
                    ? Optional.empty()
                    : Optional.of(
                            Duration.ofMillis((long) (progress.getTotalElapsed().toMillis() * (1 - done) / done)));
        }
    }

    /** The last line of a terminal, which is written again and again. */
    private static final class LastLine implements ProgressBarConsumer {

        private static final String BEGIN = "\r";
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
                raw.print(BEGIN);
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

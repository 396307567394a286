package org.derl.bench.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.derl.bench.experiment.Experiment;
import org.derl.bench.experiment.ExperimentListener;
import org.derl.bench.experiment.Trial;
import org.derl.bench.experiment.TrialResult;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.train.Progress;

/** Shows how an experiment goes: a bar that moves in a terminal, and a line a trial elsewhere. */
abstract sealed class Display implements ExperimentListener, AutoCloseable {

    /** The display for where standard error goes, which the launcher knows. */
    static Display of(Experiment experiment, PrintWriter err) {
        int trials = experiment.models().size() * experiment.seeds().size();
        return Boolean.getBoolean("derl.terminal") ? new Bar(trials) : new Lines(trials, err);
    }

    @Override
    public abstract void close();

    private static String summary(Trial trial, TrialResult result) {
        return String.format(
                Locale.ROOT,
                "%s: %d epochs, best %d, validation MAE %.3f, %.1f s",
                trial.label(),
                result.facts().epochs(),
                result.facts().bestEpoch(),
                SentimentMetrics.MAE.metric().of(result.validation()),
                result.facts().seconds());
    }

    private static final class Lines extends Display {

        private final PrintWriter err;
        private final int trials;
        private int done;

        Lines(int trials, PrintWriter err) {
            this.trials = trials;
            this.err = err;
        }

        @Override
        public Progress started(Trial trial) {
            return Progress.NONE;
        }

        @Override
        public void finished(Trial trial, TrialResult result) {
            print(summary(trial, result));
        }

        @Override
        public void failed(Trial trial, String reason) {
            print("failed: " + reason);
        }

        private synchronized void print(String line) {
            done++;
            err.println("[" + done + "/" + trials + "] " + line);
            err.flush();
        }

        @Override
        public void close() {
            // each line was written when it was known
        }
    }

    private static final class Bar extends Display {

        /** Parts of a trial, so that the bar moves within one. */
        private static final int PARTS = 1000;

        private final ProgressBar bar;
        private final Map<Trial, Integer> parts = new LinkedHashMap<>();
        private final Map<Trial, String> running = new LinkedHashMap<>();

        Bar(int trials) {
            bar = new ProgressBarBuilder()
                    .setTaskName("training")
                    .setInitialMax((long) trials * PARTS)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUnit(" trials", PARTS)
                    .setUpdateIntervalMillis(200)
                    .build();
        }

        @Override
        public Progress started(Trial trial) {
            return new Progress() {
                private int epochs;

                @Override
                public void finished(Epoch epoch) {
                    epochs = epoch.epochs();
                    move(trial, PARTS * epoch.epoch() / epochs, trial.label() + " epoch " + epoch.epoch());
                }

                @Override
                public void stepped(int epoch, int step, int steps) {
                    int within = epochs == 0 ? 0 : PARTS * step / steps / epochs;
                    move(
                            trial,
                            (epochs == 0 ? 0 : PARTS * (epoch - 1) / epochs) + within,
                            trial.label() + " epoch " + epoch);
                }
            };
        }

        @Override
        public void finished(Trial trial, TrialResult result) {
            end(trial);
        }

        @Override
        public void failed(Trial trial, String reason) {
            end(trial);
        }

        private synchronized void end(Trial trial) {
            move(trial, PARTS, "");
            running.remove(trial);
        }

        private synchronized void move(Trial trial, int part, String message) {
            parts.put(trial, part);
            running.put(trial, message);
            bar.stepTo(parts.values().stream().mapToLong(done -> done).sum());
            bar.setExtraMessage(running.values().stream()
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(", ", " ", "")));
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}

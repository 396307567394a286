package org.derl.bench.cli.progress;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.derl.bench.executor.TrialListener;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.text.LineWidth;
import org.derl.bench.trial.ModelNotes;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialResult;

/** Shows how an experiment goes: a line a trial, and in a terminal a bar that moves below them. */
public abstract sealed class Display implements TrialListener permits LineDisplay, BarDisplay {

    private final int trials;
    private final String goingOn;
    private final Thread farewell = new Thread(this::interrupted);
    private final Set<String> told = new HashSet<>();
    private int done;

    /**
     * The display for where standard error goes, of so many trials.
     *
     * @param goingOn how a user goes on after an interrupt
     */
    public static Display of(int trials, String goingOn, PrintWriter err) {
        int columns = LineWidth.ofErrors();
        Display display = columns > 0
                ? new BarDisplay(trials, goingOn, columns, err)
                : new LineDisplay(trials, goingOn, err, System::nanoTime);
        Runtime.getRuntime().addShutdownHook(display.farewell);
        return display;
    }

    Display(int trials, String goingOn) {
        this.trials = trials;
        this.goingOn = goingOn;
    }

    /** Writes a line that stays. */
    abstract void print(String line);

    /**
     * Says what a reader must be told of models, each thing once.
     *
     * @param notes by the name of a model
     */
    public void tell(Map<String, List<String>> notes) {
        ModelNotes.sentences(fresh(notes)).forEach(this::print);
    }

    private synchronized Map<String, List<String>> fresh(Map<String, List<String>> notes) {
        Map<String, List<String>> fresh = new LinkedHashMap<>();
        notes.forEach((model, own) -> fresh.put(
                model,
                own.stream().filter(note -> told.add(model + ": " + note)).toList()));
        return fresh;
    }

    @Override
    public void said(Trial trial, String line) {
        print(trial.label() + " " + line);
    }

    @Override
    public void interrupted(Trial trial) {
        said(trial, "was interrupted, and goes on from its checkpoint");
    }

    @Override
    public void completed(Trial trial, TrialResult result) {
        tell(Map.of(trial.model(), result.facts().notes()));
        print(counted(String.format(
                Locale.ROOT,
                "%s: validation MAE %.3f after %d of %d epochs, %.1f s",
                trial.label(),
                SentimentMetrics.MAE.metric().of(result.validation()),
                result.facts().bestEpoch(),
                result.facts().epochs(),
                result.facts().seconds())));
    }

    @Override
    public void failed(Trial trial, String reason) {
        print(counted("failed: " + reason));
    }

    private synchronized String counted(String line) {
        done++;
        return "[" + done + "/" + trials + "] " + line;
    }

    synchronized void interrupted() {
        print("interrupted: " + done + " of " + trials + " trials have finished; " + goingOn);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(farewell);
        } catch (IllegalStateException e) {
            // the farewell is being said
        }
    }
}

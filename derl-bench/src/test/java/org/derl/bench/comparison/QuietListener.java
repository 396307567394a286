package org.derl.bench.comparison;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.derl.bench.executor.TrialListener;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialResult;

/** Shows nothing: what came of an experiment, its systems and folders tell. */
public final class QuietListener implements TrialListener {

    private final List<String> ended = new CopyOnWriteArrayList<>();

    /** Which trials ended, those that failed with the reason. */
    List<String> ended() {
        return List.copyOf(ended);
    }

    @Override
    public void completed(Trial trial, TrialResult result) {
        ended.add(trial.label());
    }

    @Override
    public void failed(Trial trial, String reason) {
        ended.add(reason);
    }
}

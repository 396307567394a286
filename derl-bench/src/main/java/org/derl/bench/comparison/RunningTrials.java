package org.derl.bench.comparison;

import java.io.File;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.derl.bench.executor.TrialEvent;
import org.derl.bench.executor.TrialExecutor;
import org.derl.bench.executor.TrialListeners;
import org.derl.bench.train.Checkpoints;
import org.derl.bench.trial.Provenance;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFailedException;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialResult;
import org.derl.io.Reason;
import org.jspecify.annotations.Nullable;

/** The trials of an experiment that an executor runs, and what came of each. */
final class RunningTrials {

    /** An absolute path, up to the name of its file. */
    private static final String FOLDERS = "(?<![^\\s('\"])([A-Za-z]:)?[/\\\\](?=\\S)([^\\s/\\\\:;,'\"]+[/\\\\])*";

    private final Experiment experiment;
    private final Function<Trial, Provenance> provenances;
    private final TrialListeners.All listeners;
    private final Map<TrialFolder, Trial> open = new LinkedHashMap<>();
    private final Map<Trial, Result> results = new LinkedHashMap<>();
    private boolean outOfMemory;

    /** What came of a trial: a result, or the reason why there is none. */
    sealed interface Result {
        record Given(TrialResult result) implements Result {}

        record Failed(String reason) implements Result {}
    }

    /** @param provenances what each trial is to follow from */
    RunningTrials(Experiment experiment, Function<Trial, Provenance> provenances, TrialListeners.All listeners) {
        this.experiment = experiment;
        this.provenances = provenances;
        this.listeners = listeners;
    }

    /**
     * Writes what is asked for, and hands it to an executor.
     *
     * @param paused where trials of the same names have paused, from whose checkpoints these go on; null where none has
     */
    void submit(List<Trial> trials, @Nullable Path paused, TrialExecutor executor) throws InterruptedException {
        for (Trial trial : trials) {
            TrialFolder folder = experiment.folder(trial).unfinished();
            try {
                folder.writeRequest(trial, provenances.apply(trial));
                if (paused != null) {
                    Checkpoints.take(experiment.folder(paused, trial).path(), folder.path());
                }
                open.put(folder, trial);
            } catch (IOException e) {
                failed(trial, Reason.of(e, folder.path()));
            }
        }
        try {
            executor.submit(List.copyOf(open.keySet()));
        } catch (IOException e) {
            failedAll(e);
        }
    }

    /** Waits until all have ended. */
    Map<Trial, Result> await(TrialExecutor executor) throws InterruptedException {
        try {
            while (!open.isEmpty()) {
                executor.poll().forEach(this::heard);
            }
        } catch (ClosedByInterruptException e) {
            Thread.interrupted(); // else closing the executor would not wait for checkpoints
            throw new InterruptedException();
        } catch (IOException e) {
            failedAll(e);
        }
        return results;
    }

    /** Whether memory was wanting in any of them. */
    boolean ranOutOfMemory() {
        return outOfMemory;
    }

    private void failedAll(IOException error) {
        for (Trial trial : new ArrayList<>(open.values())) {
            failed(trial, Reason.of(error, experiment.folder()));
        }
        open.clear();
    }

    private void heard(TrialEvent event) {
        Trial trial = open.get(event.folder());
        if (trial == null) {
            return;
        } else if (event instanceof TrialEvent.Completed) {
            open.remove(event.folder());
            completed(trial, event.folder());
        } else if (event instanceof TrialEvent.Failed failure) {
            open.remove(event.folder());
            outOfMemory |= failure.outOfMemory();
            failed(trial, failure.reason());
            told(event.folder());
        } else {
            passOn(trial, event);
        }
    }

    private static void told(TrialFolder folder) {
        try {
            folder.failureIsTold();
        } catch (IOException e) {
            // then the next run tells of it once more, before the trial is tried again
        }
    }

    private void passOn(Trial trial, TrialEvent event) {
        if (event instanceof TrialEvent.Queued) {
            listeners.tell(listener -> listener.queued(trial));
        } else if (event instanceof TrialEvent.Started started) {
            listeners.tell(listener -> listener.started(trial, started.where()));
        } else if (event instanceof TrialEvent.Stepped stepped) {
            listeners.tell(listener -> listener.stepped(trial, stepped.epoch(), stepped.step(), stepped.steps()));
        } else if (event instanceof TrialEvent.Finished finished) {
            listeners.tell(listener -> listener.finished(trial, finished.epoch()));
        } else if (event instanceof TrialEvent.Checkpointed checkpointed) {
            listeners.tell(listener -> listener.checkpointed(trial, checkpointed.steps(), checkpointed.seconds()));
        } else if (event instanceof TrialEvent.Said said) {
            listeners.tell(listener -> listener.said(trial, said.line()));
        } else if (event instanceof TrialEvent.Interrupted) {
            listeners.tell(listener -> listener.interrupted(trial));
        }
    }

    private void completed(Trial trial, TrialFolder folder) {
        try {
            TrialResult result = folder.read();
            Optional<String> changes =
                    new Provenance(result.facts().provenance()).changesSince(provenances.apply(trial));
            if (changes.isPresent()) {
                throw new TrialFailedException(changes.get());
            }
            folder.clearTraces();
            folder.replace(experiment.folder(trial));
            results.put(trial, new Result.Given(result));
            listeners.tell(listener -> listener.completed(trial, result));
        } catch (TrialFailedException | IOException e) {
            failed(trial, Reason.of(e, folder.path()));
        }
    }

    private void failed(Trial trial, String why) {
        String reason = trial.label() + ": " + why;
        results.put(trial, new Result.Failed(forReaders(reason)));
        listeners.tell(listener -> listener.failed(trial, reason));
    }

    /**
     * Tables go to others, whom the folders of this machine concern nothing: files are named from the experiment's on.
     */
    private String forReaders(String reason) {
        return reason.replace(experiment.folder() + File.separator, "").replaceAll(FOLDERS, "");
    }
}

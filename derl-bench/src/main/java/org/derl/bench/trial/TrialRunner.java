package org.derl.bench.trial;

import org.derl.bench.train.Progress;

/** Runs trials, somewhere. */
@FunctionalInterface
public interface TrialRunner {

    /**
     * Runs the trial that a folder asks for; what came of it lies there afterwards.
     *
     * @throws TrialFailedException when it gave no result; the message says why
     * @throws InterruptedException when the calling thread is asked to stop
     */
    void run(Trial trial, TrialFolder folder, Progress progress) throws TrialFailedException, InterruptedException;
}

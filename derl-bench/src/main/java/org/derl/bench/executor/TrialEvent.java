package org.derl.bench.executor;

import org.derl.bench.train.Progress;
import org.derl.bench.trial.TrialFolder;

/** Something that happened to a trial. */
public sealed interface TrialEvent {

    /** The folder that it runs in. */
    TrialFolder folder();

    /** It waits for a place. */
    record Queued(TrialFolder folder) implements TrialEvent {}

    /**
     * It begins, or goes on from its checkpoint.
     *
     * @param where in words: the process and the machine
     */
    record Started(TrialFolder folder, String where) implements TrialEvent {}

    /** An optimizer step was taken. Not each is told of. */
    record Stepped(TrialFolder folder, int epoch, int step, int steps) implements TrialEvent {}

    /** An epoch has ended. */
    record Finished(TrialFolder folder, Progress.Epoch epoch) implements TrialEvent {}

    /**
     * A checkpoint was kept.
     *
     * @param steps taken from the beginning of the training
     * @param seconds that training waited for it
     */
    record Checkpointed(TrialFolder folder, long steps, double seconds) implements TrialEvent {}

    /** A plain sentence for whoever waits, which follows upon the name of the trial. */
    record Said(TrialFolder folder, String line) implements TrialEvent {}

    /** It was told to stop, keeps a checkpoint, and waits for a place again. */
    record Interrupted(TrialFolder folder) implements TrialEvent {}

    /** It has come to its end; its folder is complete. */
    record Completed(TrialFolder folder) implements TrialEvent {}

    /**
     * It gave no result.
     *
     * @param reason in words
     * @param outOfMemory whether memory ran out
     */
    record Failed(TrialFolder folder, String reason, boolean outOfMemory) implements TrialEvent {}
}

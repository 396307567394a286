package org.derl.bench.executor;

import java.nio.file.Path;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialResult;
import org.derl.config.Kind;

/**
 * Is told what happens to the trials of an experiment, by the thread that waits for them, whatever process or machine
 * they run on. Nothing that it does changes a trial. It is closed when the experiment has ended.
 */
public interface TrialListener extends AutoCloseable {

    /**
     * The kind that jars offer it by; {@code derl.trial-listeners} describes some. A recipe is given the experiment's
     * folder.
     */
    Kind<Path, TrialListener> KIND = Kind.of(TrialListener.class);

    /** It waits for a place. */
    default void queued(Trial trial) {}

    /**
     * It begins, or goes on from its checkpoint.
     *
     * @param where in words: the process and the machine
     */
    default void started(Trial trial, String where) {}

    /** An optimizer step was taken. Not each is told of. */
    default void stepped(Trial trial, int epoch, int step, int steps) {}

    /** An epoch has ended. */
    default void finished(Trial trial, Progress.Epoch epoch) {}

    /**
     * A checkpoint was kept.
     *
     * @param steps taken from the beginning of the training
     * @param seconds that training waited for it
     */
    default void checkpointed(Trial trial, long steps, double seconds) {}

    /** There is a plain sentence for whoever waits, which follows upon the name of the trial. */
    default void said(Trial trial, String line) {}

    /** It was told to stop, keeps a checkpoint, and waits for a place again. */
    default void interrupted(Trial trial) {}

    /** It has given a result, which is in the experiment's folder. */
    default void completed(Trial trial, TrialResult result) {}

    /** It has given no result. */
    default void failed(Trial trial, String reason) {}

    @Override
    default void close() {}
}

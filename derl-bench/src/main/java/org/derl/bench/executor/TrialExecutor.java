package org.derl.bench.executor;

import java.io.IOException;
import java.util.List;
import org.derl.bench.trial.TrialFailedException;
import org.derl.bench.trial.TrialFolder;
import org.derl.config.Kind;

/**
 * Runs trials somewhere. What came of each lies in its folder, and only that counts: an executor tells how far trials
 * are, and is never trusted with a result.
 */
public interface TrialExecutor extends AutoCloseable {

    /** The kind that jars offer it by; {@code derl.executors} names one by its {@code type}. */
    Kind<Workplace, TrialExecutor> KIND = Kind.of(TrialExecutor.class);

    /**
     * Takes on trials that their folders ask for. A folder whose claim somebody holds already is left to that one, and
     * told of all the same.
     *
     * @throws IOException when they cannot be run; the message says what to do
     * @throws InterruptedException when the calling thread is asked to stop
     */
    void submit(List<TrialFolder> trials) throws IOException, InterruptedException;

    /**
     * What has happened since the last call. It may wait a moment for something to happen, and may give nothing. Each
     * trial that was submitted ends in one {@link TrialEvent.Completed} or {@link TrialEvent.Failed}.
     *
     * @throws InterruptedException when the calling thread is asked to stop
     */
    List<TrialEvent> poll() throws IOException, InterruptedException;

    /**
     * Runs one trial to its end.
     *
     * @throws TrialFailedException when it gives no result; the message says why
     * @throws InterruptedException when the calling thread is asked to stop
     */
    default void run(TrialFolder trial) throws TrialFailedException, IOException, InterruptedException {
        submit(List.of(trial));
        for (; ; ) {
            for (TrialEvent event : poll()) {
                if (event instanceof TrialEvent.Failed failure) {
                    throw new TrialFailedException(failure.reason(), failure.outOfMemory());
                } else if (event instanceof TrialEvent.Completed) {
                    return;
                }
            }
        }
    }

    /** Whether trials go on after {@link #close} and after this process. */
    default boolean goesOnAlone() {
        return false;
    }

    /** Ends trials that run, after a checkpoint, unless they go on alone. */
    @Override
    void close();
}

package org.derl.bench.trial;

import java.nio.file.Path;
import org.derl.bench.failure.MemoryShortage;
import org.derl.bench.failure.UserMistake;
import org.derl.config.Fault;
import org.derl.io.Reason;

/** Thrown when a trial gave no result. */
public final class TrialFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean outOfMemory;

    /** With the reason, for the user. */
    public TrialFailedException(String message) {
        this(message, false);
    }

    /** The same, and whether memory ran out. */
    public TrialFailedException(String message, boolean outOfMemory) {
        super(message);
        this.outOfMemory = outOfMemory;
    }

    /** For what was thrown in a trial, which runs in a folder. */
    public static TrialFailedException of(Throwable thrown, Path folder) {
        return MemoryShortage.isCauseOf(thrown)
                ? new TrialFailedException(MemoryShortage.reason(thrown), true)
                : new TrialFailedException(UserMistake.is(thrown) ? Reason.of(thrown, folder) : Fault.of(thrown));
    }

    /** Whether memory ran out. */
    public boolean outOfMemory() {
        return outOfMemory;
    }
}

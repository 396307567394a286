package org.derl.bench.experiment;

/** Thrown when a trial gave no result. */
public final class TrialFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean outOfMemory;

    /** With the reason, for the user. */
    public TrialFailedException(String message) {
        this(message, false);
    }

    /** The same, and whether memory was wanting. */
    public TrialFailedException(String message, boolean outOfMemory) {
        super(message);
        this.outOfMemory = outOfMemory;
    }

    /** Whether memory was wanting. */
    public boolean outOfMemory() {
        return outOfMemory;
    }
}

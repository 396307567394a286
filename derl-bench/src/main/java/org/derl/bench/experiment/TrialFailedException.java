package org.derl.bench.experiment;

/** Thrown when a trial gave no result. */
public final class TrialFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With the reason, for the user. */
    public TrialFailedException(String message) {
        super(message);
    }
}

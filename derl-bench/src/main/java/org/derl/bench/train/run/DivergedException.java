package org.derl.bench.train.run;

/** Thrown when a training produces numbers that are not finite; the message says where, and what may help. */
public final class DivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With a message for the user. */
    public DivergedException(String message) {
        super(message);
    }
}

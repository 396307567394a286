package org.derl.bench.train.run;

/** Thrown when a training produces numbers that are not finite; the message says where, and what may help. */
public final class DivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With this each message ends, and no other. */
    private static final String ADVICE = "; a smaller learning-rate or clipping may help";

    /** Whether this is why a trial gave no result, by the reason that was told. */
    public static boolean isToldBy(String reason) {
        return reason.endsWith(ADVICE);
    }

    /** With a message for the user, to which advice is added. */
    public DivergedException(String message) {
        super(message + ADVICE);
    }
}

package org.derl.bench.parity;

/** A folder that is no case of the layout, or of a model or block, that is known here. */
final class UnknownLayoutException extends Exception {
    private static final long serialVersionUID = 1;

    UnknownLayoutException(String message) {
        super(message);
    }
}

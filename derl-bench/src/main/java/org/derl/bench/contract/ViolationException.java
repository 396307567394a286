package org.derl.bench.contract;

/** Thrown when a candidate has not the property it is examined for. */
final class ViolationException extends Exception {

    private static final long serialVersionUID = 1L;

    ViolationException(String message) {
        super(message);
    }
}

package org.derl.datasets.format;

/** Something is wrong with what is read; the message says what, and whoever opened the file says where. */
public final class UnsoundException extends Exception {
    private static final long serialVersionUID = 1;

    /** What is wrong. */
    public UnsoundException(String message) {
        super(message);
    }
}

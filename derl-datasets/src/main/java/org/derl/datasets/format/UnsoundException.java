package org.derl.datasets.format;

/** Something is wrong with what is read; the message says what, and whoever opened the file says where. */
final class UnsoundException extends Exception {
    private static final long serialVersionUID = 1;

    UnsoundException(String message) {
        super(message);
    }
}

package org.derl.datasets.pickle.bytes;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Where in a pickle something stands, for messages.
 *
 * @param at the byte of the instruction
 */
public record PicklePlace(Path file, long at) {

    private static final int SHOWN = 100;

    /** What is wrong there; the message goes on after the byte's number. */
    public IOException wrong(String what) {
        return new IOException(file + ": byte " + at + " " + what);
    }

    /** What a damaged file looks like: it does not follow the rules of pickles. */
    public IOException damaged(String what) {
        return wrong(what + "; the file is damaged: copy it again");
    }

    /** A text of the file as far as a message has room for it, without control characters. */
    public static String shortened(String text) {
        String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}

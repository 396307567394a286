package org.derl.datasets.array;

import java.io.IOException;
import java.nio.file.Path;

/**
 * How many arrays a file may have: each takes memory and time, however little it holds.
 *
 * @param format whose setting {@code arrays} this is
 */
public record ArrayLimit(Path file, String format, int most) {

    /** A file has more arrays than it may. */
    public static final class ExceededException extends IOException {
        private static final long serialVersionUID = 1;

        private ExceededException(String message) {
            super(message);
        }
    }

    /**
     * Checks how many there are.
     *
     * @throws ExceededException when there are more; the message names the file and the setting
     */
    public void check(long count) throws ExceededException {
        if (count > most) {
            throw new ExceededException(file + " has more arrays than arrays = " + most
                    + "; if it is sound, raise it by --set format." + format + ".arrays=...");
        }
    }
}

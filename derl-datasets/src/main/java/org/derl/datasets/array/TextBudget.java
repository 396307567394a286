package org.derl.datasets.array;

import java.io.IOException;
import java.nio.file.Path;

/** How much memory the texts of one file may take, which are read when it is opened. */
public final class TextBudget {

    /** What a text takes beside its bytes, by a generous estimate. */
    private static final int OBJECT = 64;

    private final Path file;
    private final String format;
    private final long most;
    private long left;

    /**
     * For one file.
     *
     * @param format whose setting {@code text-bytes} this is
     * @param most bytes of texts
     */
    public TextBudget(Path file, String format, long most) {
        this.file = file;
        this.format = format;
        this.most = most;
        left = most;
    }

    /**
     * Takes some texts in.
     *
     * @param name of the array that has them
     * @param count how many
     * @param bytes of each
     * @throws IOException when it is too many; the message names the file
     */
    public void take(String name, long count, long bytes) throws IOException {
        long each = OBJECT + bytes;
        if (count > left / each) {
            throw new IOException(file + ": with " + name + " its texts exceed text-bytes = " + most
                    + "; if it is sound, raise it by --set format." + format + ".text-bytes=...");
        }
        left -= count * each;
    }
}

package org.derl.datasets.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Passes characters on, so many at most for each row: whoever reads a row holds all of it before he can say how long it
 * is.
 */
final class BoundedReader extends FilterReader {

    private final long most;
    private long left;

    /** A row has more characters. */
    static final class RowTooLongException extends IOException {
        private static final long serialVersionUID = 1;
    }

    BoundedReader(Reader reader, long most) {
        super(reader);
        this.most = most;
        left = most;
    }

    /** Begins another row. */
    void renew() {
        left = most;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] target, int offset, int count) throws IOException {
        int read = super.read(target, offset, (int) Math.min(count, Math.max(1, left)));
        if (read > left) {
            throw new RowTooLongException();
        }
        left -= Math.max(0, read);
        return read;
    }
}

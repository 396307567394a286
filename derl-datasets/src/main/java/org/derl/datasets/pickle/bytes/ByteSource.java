package org.derl.datasets.pickle.bytes;

import java.io.IOException;

/** Bytes, one after the other. */
public interface ByteSource {

    /** The next byte, or -1 at their end. */
    int next() throws IOException;

    /** Bytes in memory. */
    static ByteSource of(byte[] bytes) {
        return new ByteSource() {
            private int at;

            @Override
            public int next() {
                return at < bytes.length ? bytes[at++] & 0xff : -1;
            }
        };
    }
}

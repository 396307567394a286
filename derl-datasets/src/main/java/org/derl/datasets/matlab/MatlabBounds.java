package org.derl.datasets.matlab;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.derl.datasets.array.ArrayLimit;
import us.hebi.matlab.mat.format.BufferAllocator;

/** How much one file may take, that of arrays within others counted. */
final class MatlabBounds implements BufferAllocator {

    /** What an array takes beside its elements, by a generous estimate. */
    private static final int OBJECT = 256;

    private static final int DEEPEST = 64;

    private final ArrayLimit limit;
    private long left;
    private long arrays;
    private int depth;

    /** A file takes more memory than it may. */
    static final class ExceededException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    MatlabBounds(ArrayLimit limit, long memoryBytes) {
        this.limit = limit;
        this.left = memoryBytes;
    }

    @Override
    public ByteBuffer allocate(int bytes) {
        take(bytes);
        return ByteBuffer.allocate(bytes);
    }

    @Override
    public void release(ByteBuffer buffer) {}

    /** Begins an array within another. */
    void enter() throws IOException {
        arrays++;
        depth++;
        limit.check(arrays);
        take(OBJECT);
        if (depth > DEEPEST) {
            throw new IOException("its cells and structures lie more than " + DEEPEST + " deep in one another");
        }
    }

    /** Ends it. */
    void leave() {
        depth--;
    }

    private void take(long bytes) {
        if (bytes < 0 || bytes > left) {
            throw new ExceededException();
        }
        left -= bytes;
    }
}

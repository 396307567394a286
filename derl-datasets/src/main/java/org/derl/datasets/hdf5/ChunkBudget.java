package org.derl.datasets.hdf5;

import java.io.IOException;
import org.derl.datasets.array.MappedFile;

/** How many bytes the chunks of one file may become, all together: a file may use one packed chunk many times over. */
final class ChunkBudget {

    /** A byte of deflated data becomes no more bytes than this. */
    private static final long MOST_PER_BYTE = 1032;

    /** Chunks that were never written take no room in a file. */
    private static final long LEAST = 1L << 24;

    private final MappedFile file;
    private final long most;
    private long taken;

    /** @param most for files that have fewer bytes themselves */
    ChunkBudget(MappedFile file, long most) {
        this.file = file;
        this.most = most;
    }

    /**
     * Takes the chunks of one array in.
     *
     * @param count how many there are
     * @param bytes of each, once decoded
     * @throws IOException when it is too much; the message names the file
     */
    void take(String name, long count, long bytes) throws IOException {
        long possible = LEAST + MOST_PER_BYTE * file.size();
        if (count > (possible - taken) / bytes) {
            throw new IOException(file.path() + ": with " + name + " its chunks would become more bytes than a file of "
                    + file.size() + " can hold; it is damaged or hostile");
        } else if (count > (Math.max(most, file.size()) - taken) / bytes) {
            throw new IOException(file.path() + ": with " + name + " its chunks become more than inflated-bytes = "
                    + most + "; if it is sound, raise it by --set format.hdf5.inflated-bytes=...");
        }
        taken += count * bytes;
    }
}

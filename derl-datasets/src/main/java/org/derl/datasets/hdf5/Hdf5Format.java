package org.derl.datasets.hdf5;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileFormat;
import org.derl.io.Directories;

/**
 * HDF5, which the CMU-MultimodalSDK's {@code .csd} files are too. The path of an array is that of its groups. Soft
 * links are passed over, for what they lead to is in the file itself; links into other files are named and left out.
 * Files that MATLAB 7.3 wrote have their axes in MATLAB's order, as those of its older versions do.
 */
public final class Hdf5Format implements FileFormat {

    private static final byte[] MAGIC = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

    private static final int USER_BLOCK = 512;

    private final Config config;

    /**
     * @param chunkBytes how long a chunk may be at most, once decoded
     * @param cacheBytes how many bytes of decoded chunks a file keeps, besides the last
     * @param textBytes how many bytes of texts a file may hold at most, for they are read when it is opened
     * @param inflatedBytes how many bytes the chunks of a file may become at most, all together, where the file itself
     *     is smaller
     * @param arrays how many arrays a file may have at most
     */
    public record Config(long chunkBytes, long cacheBytes, long textBytes, long inflatedBytes, int arrays) {

        /** Checks that the limits are possible. */
        public Config {
            if (chunkBytes < 1 || cacheBytes < 0 || textBytes < 1 || inflatedBytes < 0) {
                throw new IllegalArgumentException(
                        "chunk-bytes and text-bytes must be positive, cache-bytes and inflated-bytes not negative");
            }
        }
    }

    public Hdf5Format(Config config, Directories directories) {
        this.config = config;
    }

    @Override
    public boolean recognizes(Path file, byte[] start) {
        // A block of the user's may lie before it, of 512 bytes, or that doubled any number of times.
        for (int at = 0; at + MAGIC.length <= start.length; at = at == 0 ? USER_BLOCK : 2 * at) {
            if (Arrays.equals(start, at, at + MAGIC.length, MAGIC, 0, MAGIC.length)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public ArrayFile open(Path file) throws IOException {
        return Hdf5Reader.read(file, config);
    }
}

package org.derl.data.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.derl.config.Kind;
import org.derl.io.Directories;
import org.jspecify.annotations.Nullable;

/**
 * A file format of arrays, such as pickle or HDF5. A format trusts nothing in a file: no code in a file is ever run,
 * and a damaged or hostile file causes an error within bounded time and memory.
 */
public interface FileFormat {

    /** The kind that jars offer it by; a recipe is given where files lie. */
    Kind<Directories, FileFormat> KIND = Kind.of(FileFormat.class);

    /** How many bytes of a file {@link #recognizes} is shown at most. */
    int START = 1 << 14;

    /**
     * Whether a file looks like one of this format.
     *
     * @param start its first bytes, at most {@link #START}
     */
    boolean recognizes(Path file, byte[] start);

    /**
     * Opens a file.
     *
     * @throws IOException when it cannot be read, is damaged, or holds what is refused; the message names the file, the
     *     place within it, and what to do
     */
    ArrayFile open(Path file) throws IOException;

    /**
     * Whether each file is of one clip, which bears the file's name, and holds one array. A folder of such files, and be
     * it of two, is one file of all its clips.
     */
    default boolean isOfOneClip() {
        return false;
    }

    /**
     * The first bytes of what a file holds of which this format says only how it is packed, at most {@link #START}.
     *
     * @return nothing where it says what arrays there are
     * @throws IOException when it cannot be unpacked
     */
    default Optional<byte[]> startWithin(Path file) throws IOException {
        return Optional.empty();
    }

    /** A file that was unpacked from another one, for as long as it is needed. */
    interface Unpacked extends Closeable {

        /** The unpacked file under its original name; deleted when this is closed. */
        Path file();
    }

    /**
     * Unpacks a file of which this format says only how it is packed, such as gzip.
     *
     * @return null where it says what arrays there are
     * @throws IOException as {@link #open} does
     */
    default @Nullable Unpacked unpack(Path file) throws IOException {
        return null;
    }
}

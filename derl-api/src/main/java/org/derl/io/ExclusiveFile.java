package org.derl.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Makes sure that one thread of one process works on a file at a time, while all others wait. */
public final class ExclusiveFile {

    /** A file lock holds between processes only; within this one, threads wait here. */
    private static final Object WITHIN_PROCESS = new Object();

    private ExclusiveFile() {}

    /** What is done with a file. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /** Makes a file that many use. */
    @FunctionalInterface
    public interface Maker {

        /** @param damage what is wrong with the file that is there; null where there is none */
        void make(@Nullable IOException damage) throws IOException;
    }

    /**
     * Opens a file or folder that is made once. Where it is there and whole nothing is written, so that a folder which
     * can only be read suffices.
     *
     * @param opening throws where the file is not whole
     * @param maker makes it such that it appears whole, for others open it meanwhile
     */
    public static <T> T openOrMake(Path file, Work<T> opening, Maker maker) throws IOException {
        if (Files.exists(file)) {
            try {
                return opening.run();
            } catch (IOException e) {
                // damaged, or replaced by another process at this moment: whoever has the file to himself sees which
            }
        }
        return work(file, () -> {
            IOException damage = null;
            if (Files.exists(file)) {
                try {
                    return opening.run();
                } catch (IOException e) {
                    damage = e;
                }
            }
            maker.make(damage);
            return opening.run();
        });
    }

    /** Does work on a file or folder, which need not be there yet; its own folder is made. */
    public static <T> T work(Path file, Work<T> work) throws IOException {
        synchronized (WITHIN_PROCESS) {
            try (FileChannel channel = open(file)) {
                channel.lock(); // let go when the channel is closed
                return work.run();
            }
        }
    }

    private static FileChannel open(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
            return FileChannel.open(
                    file.resolveSibling(file.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
        } catch (FileSystemException e) {
            throw new IOException(
                    file + " is to be made, but the folder " + folder
                            + " cannot be written to (" + Reason.of(e)
                            + "); name another cache folder by --cache-dir or DERL_CACHE",
                    e);
        }
    }
}

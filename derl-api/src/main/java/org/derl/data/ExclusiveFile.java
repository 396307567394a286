package org.derl.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files that one thread of one process works on at a time, while whoever else needs them waits. */
public final class ExclusiveFile {

    /** A file lock holds between processes only; within this one, threads wait here. */
    private static final Object WITHIN_PROCESS = new Object();

    private ExclusiveFile() {}

    /** What is done with a file. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException;
    }

    /** Does work on a file or folder, which need not be there yet; its own folder is made. */
    public static <T> T work(Path file, Work<T> work) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        synchronized (WITHIN_PROCESS) {
            try (FileChannel channel = FileChannel.open(
                    file.resolveSibling(file.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE)) {
                channel.lock(); // let go when the channel is closed
                return work.run();
            }
        }
    }
}

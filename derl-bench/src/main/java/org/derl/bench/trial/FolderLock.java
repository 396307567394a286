package org.derl.bench.trial;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.derl.io.Reason;
import org.jspecify.annotations.Nullable;

/** Keeps a folder for one process, so that two comparisons do not mix their files. It ends with the process at the latest. */
public final class FolderLock implements AutoCloseable {

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Locks a folder, which is created if necessary.
     *
     * @throws IOException when the folder cannot be written to, or another process has taken it
     */
    public static FolderLock of(Path folder) throws IOException {
        FileChannel channel = open(folder);
        if (lock(channel) == null) {
            channel.close();
            throw new IOException("another comparison is writing into " + folder
                    + "; wait for its end, or name another folder by --out");
        }
        return new FolderLock(folder, channel);
    }

    private static FileChannel open(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            return FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (FileSystemException e) {
            throw new IOException(
                    "the folder " + folder + " cannot be written to (" + Reason.of(e) + "); name another one by --out",
                    e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

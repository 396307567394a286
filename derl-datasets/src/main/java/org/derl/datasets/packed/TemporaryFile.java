package org.derl.datasets.packed;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.derl.data.file.FileFormat.Unpacked;
import org.derl.io.Reason;

/**
 * A file below the cache folder that is gone once it is closed. What a killed process left, the next one clears away.
 */
record TemporaryFile(Path file, FileChannel lock) implements Unpacked {

    private static final String FOLDER = "unpacked";

    /** An empty one. */
    static TemporaryFile in(Path cache, String name) throws IOException {
        Path folder = cache.resolve(FOLDER);
        try {
            Files.createDirectories(folder);
            clearAway(folder);
            Path own = Files.createDirectory(folder.resolve(UUID.randomUUID().toString()));
            Path file = own.resolve(name);
            FileChannel lock = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            lock.lock(); // says that it is in use
            return new TemporaryFile(file, lock);
        } catch (IOException e) {
            throw new IOException(
                    "there is a file to unpack, but the folder " + folder + " cannot be written to (" + Reason.of(e)
                            + "); name another cache folder by --cache-dir or DERL_CACHE",
                    e);
        }
    }

    private static void clearAway(Path folder) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            for (Path own : left) {
                clear(own);
            }
        }
    }

    private static void clear(Path own) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(own)) {
            for (Path file : files) {
                if (isUnused(file)) {
                    Files.deleteIfExists(file);
                    Files.deleteIfExists(own);
                }
            }
        } catch (FileSystemException e) {
            // gone already, or somebody else's
        }
    }

    private static boolean isUnused(Path file) throws IOException {
        try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return other.tryLock() != null;
        } catch (OverlappingFileLockException | FileSystemException e) {
            return false; // in use by this process, gone already, or somebody else's
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
        Files.deleteIfExists(file);
        Files.deleteIfExists(file.getParent());
    }
}

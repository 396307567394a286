package org.derl.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file that appears completely or not at all: it is written under a temporary name beside its target and then
 * moved. A link stays, and its target is replaced. A device or a pipe is never replaced but written into.
 */
public final class AtomicFile {

    /** What the name of an unfinished file ends with; a process that was killed may leave such. */
    public static final String UNFINISHED = ".part";

    private AtomicFile() {}

    /** Writes a file. */
    @FunctionalInterface
    public interface Content {

        /** @param file where it is to be written; there is none yet, or an empty one */
        void write(Path file) throws IOException;
    }

    /** Writes a text as UTF-8. */
    public static void write(Path file, String text) throws IOException {
        write(file, unfinished -> Files.writeString(unfinished, text));
    }

    /**
     * Writes a file; until it is complete, and on the disk, a former one stays.
     *
     * @throws IOException when it cannot be written, or a folder or a link to nothing stands in its place; the message
     *     names a file
     */
    public static void write(Path file, Content content) throws IOException {
        try {
            writeOnce(file, content);
        } catch (IOException e) {
            throw named(file, e);
        }
    }

    /**
     * An error of writing a file by other means, such that its message names a file: a full disk does not say for which
     * it has no room.
     */
    public static IOException named(Path file, IOException error) {
        String message = Reason.of(error);
        return message.contains(file.getFileSystem().getSeparator())
                        || message.contains(String.valueOf(file.getFileName()))
                ? error
                : new IOException(file + " cannot be written: " + message, error);
    }

    private static void writeOnce(Path file, Content content) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder; name a file");
        } else if (Files.exists(file) && !Files.isRegularFile(file)) {
            writeInto(file, content);
        } else {
            replace(target(file), content);
        }
    }

    private static Path target(Path file) throws IOException {
        try {
            return Files.isSymbolicLink(file) ? file.toRealPath() : file;
        } catch (NoSuchFileException e) {
            throw new IOException(
                    file + " is a link to a file that is not there; name that file, or remove the link", e);
        }
    }

    private static void replace(Path file, Content content) throws IOException {
        // Not a temporary file of Java's, which none but its owner could read.
        Path unfinished = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
        try {
            content.write(unfinished);
            force(unfinished); // else a power cut could leave the name without the content
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Waits until what was written into a file by other means is on the disk. */
    public static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void writeInto(Path device, Content content) throws IOException {
        Path unfinished = Files.createTempFile("derl", UNFINISHED);
        try {
            content.write(unfinished);
            try (OutputStream out = Files.newOutputStream(device, StandardOpenOption.WRITE)) {
                Files.copy(unfinished, out);
            }
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}

package org.derl.datasets.pickle.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.derl.io.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A temporary file for large arrays that a pickle holds as text, such as those that Python 3 writes by protocol 2: once
 * decoded they can be mapped like the others. It is gone as soon as it is closed, and where the system lets a file be
 * without a name, when its process is killed, too; elsewhere the next one that is made clears away what was left.
 */
public final class Spill implements AutoCloseable {

    private static final int PIECE = 1 << 16;
    private static final String ENDING = ".decoded";

    private final Path folder;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE);
    /** A text that is decoded many times takes room once. */
    private final Map<RawBytes.Span, RawBytes.Stored> decoded = new HashMap<>();

    private @Nullable FileChannel channel;

    /** A file in a folder, made when it is needed. */
    public Spill(Path folder) {
        this.folder = folder;
    }

    /** Decodes a text of a file. */
    public RawBytes decode(PicklePlace place, FileChannel source, RawBytes.Span span, TextEncoding encoding)
            throws IOException {
        RawBytes.Stored former = decoded.get(span);
        if (former != null) {
            return former;
        }
        FileChannel target = channel();
        long start = target.size();
        encoding.decode(place, new FileBytes(place, source, span), codePoint -> put(place, target, codePoint));
        flush(target);
        RawBytes.Stored bytes =
                new RawBytes.Stored(place.file(), target, new RawBytes.Span(start, target.size() - start));
        decoded.put(span, bytes);
        return bytes;
    }

    /** Keeps bytes as they are. */
    public RawBytes.Span put(ByteBuffer bytes) throws IOException {
        FileChannel target = channel();
        RawBytes.Span span = new RawBytes.Span(target.size(), bytes.remaining());
        ByteBuffer rest = bytes.duplicate();
        while (rest.hasRemaining()) {
            target.write(rest, target.size());
        }
        return span;
    }

    /** The file, made when it is first asked for. */
    public FileChannel channel() throws IOException {
        if (channel == null) {
            try {
                channel = open(folder);
            } catch (IOException e) {
                throw new IOException(
                        "there is an array to decode, but the folder " + folder + " cannot be written to ("
                                + Reason.of(e) + "); name another cache folder by --cache-dir or DERL_CACHE",
                        e);
            }
        }
        return channel;
    }

    private static FileChannel open(Path folder) throws IOException {
        Files.createDirectories(folder);
        clearAway(folder);
        FileChannel channel = FileChannel.open(
                folder.resolve("pickle" + UUID.randomUUID() + ENDING),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.DELETE_ON_CLOSE);
        try {
            channel.lock(); // says that it is in use
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Deletes what processes left that were killed. */
    private static void clearAway(Path folder) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "pickle*" + ENDING)) {
            for (Path file : left) {
                if (isUnused(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isUnused(Path file) throws IOException {
        try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return other.tryLock() != null;
        } catch (OverlappingFileLockException | FileSystemException e) {
            return false; // in use by this process, gone already, or somebody else's
        }
    }

    private void put(PicklePlace place, FileChannel target, int codePoint) throws IOException {
        piece.put(TextEncoding.latin1(place, codePoint));
        if (!piece.hasRemaining()) {
            flush(target);
        }
    }

    private void flush(FileChannel target) throws IOException {
        piece.flip();
        while (piece.hasRemaining()) {
            target.write(piece, target.size());
        }
        piece.clear();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}

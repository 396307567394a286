package org.derl.datasets.pickle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A temporary file for large arrays that a pickle holds as text, such as those that Python 3 writes by protocol 2: once
 * decoded they can be mapped like the others. It is gone as soon as it is closed.
 */
final class Spill implements AutoCloseable {

    private static final int PIECE = 1 << 16;

    private final Path folder;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE);
    /** A text that is decoded many times takes room once. */
    private final Map<Span, RawBytes.Stored> decoded = new HashMap<>();

    private @Nullable Path file;
    private @Nullable FileChannel channel;

    /** A file in a folder, made when it is needed. */
    Spill(Path folder) {
        this.folder = folder;
    }

    /** Decodes a text of a file. */
    RawBytes decode(Place place, FileChannel source, Span span, TextEncoding encoding) throws IOException {
        RawBytes.Stored former = decoded.get(span);
        if (former != null) {
            return former;
        }
        FileChannel target = channel();
        long start = target.size();
        encoding.decode(place, new FileBytes(place, source, span), codePoint -> put(place, target, codePoint));
        flush(target);
        RawBytes.Stored bytes = new RawBytes.Stored(place.file(), target, new Span(start, target.size() - start));
        decoded.put(span, bytes);
        return bytes;
    }

    private FileChannel channel() throws IOException {
        if (channel == null) {
            Files.createDirectories(folder);
            file = Files.createTempFile(folder, "pickle", ".decoded");
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
        return channel;
    }

    private void put(Place place, FileChannel target, int codePoint) throws IOException {
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
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}

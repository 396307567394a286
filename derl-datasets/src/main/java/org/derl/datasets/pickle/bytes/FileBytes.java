package org.derl.datasets.pickle.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of a stretch of a file, read a piece at a time. */
public final class FileBytes implements ByteSource {

    private static final int PIECE = 1 << 16;

    private final PicklePlace place;
    private final FileChannel channel;
    private final long end;
    private final ByteBuffer piece;
    private long at;

    public FileBytes(PicklePlace place, FileChannel channel, RawBytes.Span span) {
        this.place = place;
        this.channel = channel;
        this.at = span.start();
        this.end = span.start() + span.length();
        this.piece = ByteBuffer.allocate((int) Math.min(PIECE, span.length())).limit(0);
    }

    @Override
    public int next() throws IOException {
        if (!piece.hasRemaining() && !fill()) {
            return -1;
        }
        return piece.get() & 0xff;
    }

    private boolean fill() throws IOException {
        if (at == end) {
            return false;
        }
        piece.clear().limit((int) Math.min(piece.capacity(), end - at));
        int read = channel.read(piece, at);
        if (read < 1) {
            throw place.damaged("needs bytes from " + at + " on, where the file ended while it was read");
        }
        at += read;
        piece.flip();
        return true;
    }
}

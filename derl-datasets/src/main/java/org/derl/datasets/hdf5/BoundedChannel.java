package org.derl.datasets.hdf5;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.derl.datasets.array.MappedFile;

/**
 * What jHDF reads a file's structure through. A file may lead its reader in circles, and claim to be longer than it is;
 * here, reading ends in an error when it wants what lies after the end, or more in sum than any sound file needs.
 */
final class BoundedChannel implements SeekableByteChannel {

    /** Each read counts as at least so many bytes. */
    private static final int LEAST = 64;

    private static final long MOST_AT_LEAST = 1L << 24;
    private static final long MOST_PER_BYTE = 16;

    private final MappedFile file;
    private long position;
    private long left;

    BoundedChannel(MappedFile file) {
        this.file = file;
        renew();
    }

    /** Lets as much be read as at the start, for another purpose. */
    synchronized void renew() {
        left = MOST_AT_LEAST + MOST_PER_BYTE * file.size();
    }

    @Override
    public synchronized int read(ByteBuffer target) throws IOException {
        int count = target.remaining();
        left -= Math.max(LEAST, count);
        if (left < 0) {
            throw new IOException("its structure is more intricate than a file of " + file.size() + " bytes can need");
        }
        if (count > file.size() - position) {
            throw new EOFException(
                    "it ends at byte " + file.size() + ", before the " + count + " bytes at " + position);
        }
        target.put(file.bytes(position, count));
        position += count;
        return count;
    }

    @Override
    public synchronized long position() {
        return position;
    }

    @Override
    public synchronized SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}

package org.derl.datasets.cache;

import ai.djl.ndarray.types.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.derl.data.FeatureShape;
import org.derl.datasets.array.BufferNumbers;
import org.derl.datasets.array.ElementType;
import org.derl.datasets.array.Order;
import org.derl.datasets.table.FeatureTable;
import org.derl.datasets.table.MappedTable;
import org.derl.io.RegularFile;

/**
 * The form of a file of features, all numbers little-endian: a header (the word {@code DERLFEAT}, version, rows, size,
 * checksum, 32 bytes of key), the length of each row as an int, and the values of all rows as floats. The checksum
 * (CRC-32C) covers values and lengths, in this order.
 *
 * @param key what the features were made of: 64 hexadecimal digits
 */
record CacheFile(FeatureShape shape, int rows, String key) {

    private static final byte[] MAGIC = {'D', 'E', 'R', 'L', 'F', 'E', 'A', 'T'};
    private static final int VERSION = 1;
    private static final int HEADER = MAGIC.length + 3 * Integer.BYTES + Long.BYTES + 32;
    private static final int BLOCK = 1 << 20;

    /** Where the values start. */
    private long valuesStart() {
        return HEADER + (long) rows * Integer.BYTES;
    }

    private void check(FileChannel channel) throws IOException {
        if (channel.size() < valuesStart()) {
            throw new IOException("it ends within its header");
        }
        ByteBuffer header = read(channel, 0, HEADER);
        long checksum = header.getLong(MAGIC.length + 3 * Integer.BYTES);
        if (!header.equals(header(checksum))) {
            throw new IOException("its header is not that of these texts");
        }
        long steps = Arrays.stream(lengths(channel)).asLongStream().sum();
        long size = valuesStart() + steps * shape.size() * Float.BYTES;
        if (channel.size() != size) {
            throw new IOException("it has " + channel.size() + " bytes instead of " + size);
        } else if (checksum(channel) != checksum) {
            throw new IOException("its checksum differs");
        }
    }

    /**
     * Maps a file.
     *
     * @throws IOException when it is damaged; the message says what is wrong with it
     */
    FeatureTable open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(RegularFile.check(file))) {
            check(channel);
            int[] lengths = lengths(channel);
            long steps = Arrays.stream(lengths).asLongStream().sum();
            return new MappedTable(
                    shape,
                    BufferNumbers.map(
                            file,
                            channel,
                            valuesStart(),
                            ElementType.FLOAT32,
                            new Shape(steps, shape.size()),
                            Order.C,
                            ByteOrder.LITTLE_ENDIAN),
                    lengths);
        }
    }

    /** The length of each row. */
    private int[] lengths(FileChannel channel) throws IOException {
        int[] lengths = new int[rows];
        read(channel, HEADER, rows * Integer.BYTES).asIntBuffer().get(lengths);
        return lengths;
    }

    /** Starts a new file. */
    Writer write(Path file) throws IOException {
        return new Writer(FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
    }

    private long checksum(FileChannel channel) throws IOException {
        CRC32C checksum = new CRC32C();
        for (long position = valuesStart(); position < channel.size(); position += BLOCK) {
            checksum.update(read(channel, position, (int) Math.min(BLOCK, channel.size() - position)));
        }
        checksum.update(read(channel, HEADER, rows * Integer.BYTES));
        return checksum.getValue();
    }

    private ByteBuffer header(long checksum) {
        return allocate(HEADER)
                .put(MAGIC)
                .putInt(VERSION)
                .putInt(rows)
                .putInt(shape.size())
                .putLong(checksum)
                .put(HexFormat.of().parseHex(key))
                .flip();
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer read(FileChannel channel, long position, int bytes) throws IOException {
        ByteBuffer buffer = allocate(bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
        return buffer.flip();
    }

    /** Writes the values row by row; the header comes last, so that a file without it is no file. */
    final class Writer implements AutoCloseable {

        private final FileChannel channel;
        private final CRC32C checksum = new CRC32C();
        private final int[] lengths = new int[rows];
        private int row;

        private Writer(FileChannel channel) throws IOException {
            this.channel = channel;
            channel.position(valuesStart());
        }

        /** The next rows, an array (length, size) each. */
        void append(List<float[]> features) throws IOException {
            for (float[] sequence : features) {
                ByteBuffer values = allocate(sequence.length * Float.BYTES);
                values.asFloatBuffer().put(sequence);
                checksum.update(values.duplicate());
                writeAll(values);
                lengths[row++] = sequence.length / shape.size();
            }
        }

        /** Completes the file; whoever moves it to its place forces it to the disk. */
        void finish() throws IOException {
            ByteBuffer table = allocate(rows * Integer.BYTES);
            table.asIntBuffer().put(lengths);
            checksum.update(table.duplicate());
            channel.position(0);
            writeAll(header(checksum.getValue()));
            writeAll(table);
        }

        private void writeAll(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}

package org.derl.tensor.safetensors;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;

/**
 * Writes a safetensors file whose tensors need not be in memory, nor of a length that is known before they end. Room
 * for the header is left at the start; it is written last, so that a file which was not finished is none. Blocks are
 * written by a thread of their own while the next one is filled.
 */
public final class SafeTensorsWriter implements AutoCloseable {

    private static final int HEADER = 4096;
    private static final int BLOCK = 1 << 20;

    private final FileChannel channel;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(SafeTensorsWriter::daemon);
    private Future<?> writing = CompletableFuture.completedFuture(null);
    private ByteBuffer block = allocate();
    private ByteBuffer spare = allocate();
    private final Map<String, WrittenHeader.Entry> entries = new LinkedHashMap<>();
    private final Map<String, Long> checksums = new LinkedHashMap<>();
    private final CRC32C checksum = new CRC32C();
    private long written;

    private SafeTensorsWriter(FileChannel channel) {
        this.channel = channel;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "safetensors");
        thread.setDaemon(true);
        return thread;
    }

    private static ByteBuffer allocate() {
        return ByteBuffer.allocateDirect(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Starts a file that is not there yet. */
    public static SafeTensorsWriter create(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        channel.position(HEADER);
        return new SafeTensorsWriter(channel);
    }

    /** Appends float32 values to the tensor that is being written. */
    public void floats(float[] values, int offset, int count) throws IOException {
        for (int done = 0; done < count; ) {
            int run = Math.min(count - done, room(Float.BYTES));
            block.asFloatBuffer().put(values, offset + done, run);
            block.position(block.position() + run * Float.BYTES);
            done += run;
        }
    }

    /** Appends values as float16, each rounded to the nearest; those from 65520 on become infinite. */
    public void halves(float[] values, int offset, int count) throws IOException {
        for (int done = 0; done < count; ) {
            int run = Math.min(count - done, room(Short.BYTES));
            for (int i = 0; i < run; i++) {
                block.putShort(HalfFloat.of(values[offset + done + i]));
            }
            done += run;
        }
    }

    /** Appends int64 values. */
    public void longs(long... values) throws IOException {
        for (long value : values) {
            room(Long.BYTES);
            block.putLong(value);
        }
    }

    /** How many values fit into the block; at least one, for a full one is written. */
    private int room(int bytes) throws IOException {
        if (block.remaining() < bytes) {
            flush();
        }
        return block.remaining() / bytes;
    }

    /** Hands the block over to be written, once the one before it is. */
    private void flush() throws IOException {
        await();
        ByteBuffer full = block.flip();
        written += full.remaining();
        writing = thread.submit(() -> {
            checksum.update(full.duplicate());
            SafeTensors.writeFully(channel, full);
            return null;
        });
        block = spare.clear();
        spare = full;
    }

    private void await() throws IOException {
        try {
            writing.get();
        } catch (ExecutionException e) {
            throw new IOException("a block cannot be written: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /**
     * Ends a tensor: what was appended since the last one.
     *
     * @param type the format's own name: F32, F16 or I64
     * @throws IllegalArgumentException when the shape has another number of values than were appended
     */
    public void end(String name, String type, Shape shape) throws IOException {
        flush();
        await();
        WrittenHeader.Entry entry = new WrittenHeader.Entry(StoredType.valueOf(type), shape);
        if (entry.bytes() != written) {
            throw new IllegalArgumentException(
                    name + " has " + written + " bytes of values; expected " + entry.bytes() + " of shape " + shape);
        }
        entries.put(name, entry);
        checksums.put(name, checksum.getValue());
        checksum.reset();
        written = 0;
    }

    /** Completes the file. */
    public void finish() throws IOException {
        channel.position(0);
        SafeTensors.writeFully(channel, WrittenHeader.of(entries, Map.of(), HEADER));
    }

    /** The CRC-32C of each tensor that has ended, by name. */
    public Map<String, Long> checksums() {
        return Map.copyOf(checksums);
    }

    @Override
    public void close() throws IOException {
        thread.shutdown();
        channel.close();
    }
}

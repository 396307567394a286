package org.derl.datasets.matlab;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileFormat;
import org.derl.datasets.array.ArrayLimit;
import org.derl.datasets.array.FileArrays;
import org.derl.io.Directories;
import org.derl.io.Reason;
import org.derl.io.RegularFile;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;

/**
 * MATLAB's own format of versions 5 to 7. Fields of structures and elements of cells are named as those of dictionaries
 * and lists are; a cell of texts is an array of texts. Every array has two axes or more, as MATLAB knows no others.
 */
public final class MatlabFormat implements FileFormat {

    private static final byte[] MAGIC = "MATLAB 5.0 MAT-file".getBytes(StandardCharsets.US_ASCII);

    private static final int HEADER = 128;
    private static final int HEAD = 8;

    private final Config config;

    /**
     * @param memoryBytes how much memory all arrays may take, for a file is read as a whole
     * @param arrays how many arrays a file may have at most, those within others counted
     */
    public record Config(long memoryBytes, int arrays) {

        /** Refuses what leaves no room. */
        public Config {
            if (memoryBytes < 1 || arrays < 1) {
                throw new IllegalArgumentException("memory-bytes and arrays must be positive");
            }
        }
    }

    public MatlabFormat(Config config, Directories directories) {
        this.config = config;
    }

    @Override
    public boolean recognizes(Path file, byte[] start) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (i >= start.length || start[i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public ArrayFile open(Path file) throws IOException {
        long size = Files.size(RegularFile.check(file));
        ArrayLimit limit = new ArrayLimit(file, "matlab", config.arrays());
        try (Source source = Sources.openFile(file.toFile())) {
            if (size > config.memoryBytes()) {
                throw tooLarge(file, config.memoryBytes());
            }
            checkWhole(file);
            MatFile content = new BoundedMatlabReader(source, new MatlabBounds(limit, config.memoryBytes())).readMat();
            return new FileArrays(file, new MatlabArrays(limit).in(content));
        } catch (OutOfMemoryError e) {
            throw tooLarge(file, config.memoryBytes());
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw refused(file, e);
        }
    }

    /** The library wraps what ends its reading of deflated arrays. */
    private IOException refused(Path file, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ArrayLimit.ExceededException tooMany) {
                return tooMany;
            } else if (cause instanceof MatlabBounds.ExceededException || cause instanceof OutOfMemoryError) {
                return tooLarge(file, config.memoryBytes());
            }
        }
        return new IOException(file + " is no sound file of MATLAB: " + Reason.ofDamage(thrown), thrown);
    }

    /** The library takes a file that ends within the head of an array for one that ends before it. */
    private static void checkWhole(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer order = bytes(channel, HEADER - 2, 2);
            boolean little = order.get(0) == 'I';
            long at = HEADER;
            while (at < channel.size()) {
                ByteBuffer head =
                        bytes(channel, at, HEAD).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
                at += HEAD + (head.getInt(4) & 0xffffffffL);
            }
            if (at > channel.size()) {
                throw new EOFException("it ends within an array");
            }
        }
    }

    private static ByteBuffer bytes(FileChannel channel, long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new EOFException("it ends within the head of an array");
            }
        }
        return bytes.flip();
    }

    private static IOException tooLarge(Path file, long most) {
        return new IOException(file + " takes more memory than memory-bytes = " + most
                + "; save it by save('NEW.mat', '-v7.3'), which is not read as a whole, or raise it by --set"
                + " format.matlab.memory-bytes=...");
    }
}

package org.derl.datasets.packed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileFormat;
import org.derl.io.Directories;
import org.derl.io.Reason;
import org.derl.io.RegularFile;

/** A file that gzip or xz packed: it is unpacked into the cache folder for as long as it is open. */
public final class CompressedFormat implements FileFormat {

    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] XZ = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
    private static final int BLOCK = 1 << 16;
    private static final int KIBI = 1024;

    private final Config config;
    private final Directories directories;

    /**
     * @param inflatedBytes how many bytes a file may become at most
     * @param memoryBytes how much memory its unpacking may take at most
     */
    public record Config(long inflatedBytes, long memoryBytes) {

        /** Refuses what leaves no room. */
        public Config {
            if (inflatedBytes < 1 || memoryBytes < KIBI) {
                throw new IllegalArgumentException("inflated-bytes and memory-bytes are 1 and 1024 at least");
            }
        }
    }

    public CompressedFormat(Config config, Directories directories) {
        this.config = config;
        this.directories = directories;
    }

    @Override
    public boolean recognizes(Path file, byte[] start) {
        return begins(start, GZIP) || begins(start, XZ);
    }

    private static boolean begins(byte[] start, byte[] magic) {
        return start.length >= magic.length && Arrays.equals(start, 0, magic.length, magic, 0, magic.length);
    }

    @Override
    public ArrayFile open(Path file) throws IOException {
        throw new IOException(file + " is packed, and holds no arrays until it is unpacked");
    }

    @Override
    public Optional<byte[]> startWithin(Path file) throws IOException {
        try (InputStream content = content(file)) {
            return Optional.of(content.readNBytes(START));
        } catch (RuntimeException e) {
            throw damaged(file, e);
        }
    }

    @Override
    public Unpacked unpack(Path file) throws IOException {
        TemporaryFile unpacked = TemporaryFile.in(directories.cache(), name(file));
        try (InputStream content = content(file);
                OutputStream target = Files.newOutputStream(unpacked.file())) {
            copy(content, target, file);
            return unpacked;
        } catch (IOException | RuntimeException e) {
            unpacked.close();
            throw e;
        }
    }

    /** What it is called without what the packing added. */
    private static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.toLowerCase(Locale.ROOT).matches(".+\\.(gz|xz)") ? name.substring(0, name.length() - 3) : name;
    }

    private InputStream content(Path file) throws IOException {
        InputStream packed = new BufferedInputStream(Files.newInputStream(RegularFile.check(file)), BLOCK);
        try {
            packed.mark(GZIP.length);
            boolean gzip = begins(packed.readNBytes(GZIP.length), GZIP);
            packed.reset();
            return gzip
                    ? new GzipCompressorInputStream(packed, true)
                    : new XZCompressorInputStream(packed, true, Math.toIntExact(config.memoryBytes() / KIBI));
        } catch (IOException | RuntimeException e) {
            packed.close();
            throw damaged(file, e);
        }
    }

    private void copy(InputStream content, OutputStream target, Path file) throws IOException {
        byte[] block = new byte[BLOCK];
        long done = 0;
        for (int count = read(content, block, file); count >= 0; count = read(content, block, file)) {
            done += count;
            if (done > config.inflatedBytes()) {
                throw new IOException(file + " becomes more than inflated-bytes = " + config.inflatedBytes()
                        + "; if it is sound, unpack it yourself, or raise it by --set"
                        + " format.compressed.inflated-bytes=...");
            }
            target.write(block, 0, count);
        }
    }

    private static int read(InputStream content, byte[] block, Path file) throws IOException {
        try {
            return content.read(block);
        } catch (IOException | RuntimeException e) {
            throw damaged(file, e);
        }
    }

    private static IOException damaged(Path file, Exception e) {
        return new IOException(file + " cannot be unpacked: " + Reason.ofDamage(e), e);
    }
}

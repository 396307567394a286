package org.derl.datasets.pickle;

import org.derl.datasets.pickle.bytes.PickleInput;
import org.derl.datasets.pickle.bytes.RawBytes;
import org.derl.datasets.pickle.bytes.Spill;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import org.derl.data.file.NamedArray;
import org.derl.datasets.array.ArrayLimit;
import org.derl.io.Directories;
import org.derl.io.RegularFile;

/** Reads one pickle: a file, a stretch of one, or bytes that were packed in one. */
public final class PickleReader {

    private final PickleFormat.Config config;
    private final Directories directories;
    private final String format;

    /**
     * A reader that puts arrays which lie encoded in a file into temporary files of the cache.
     *
     * @param format below whose name the settings lie, for messages
     */
    public PickleReader(PickleFormat.Config config, Directories directories, String format) {
        this.config = config;
        this.directories = directories;
        this.format = format;
    }

    /**
     * What a pickle holds.
     *
     * @param arrays all of them; one without a name of its own is called {@link #ALONE}
     * @param rest how many bytes follow the pickle
     */
    public record Content(List<NamedArray> arrays, long rest) {}

    /** What a pickle that is one array calls it. */
    public static final String ALONE = "array";

    /**
     * Reads a stretch of a file.
     *
     * @throws IOException when it is damaged, or asks for what is not read; the message names the file and the byte
     */
    public Content read(Path file, long start, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(RegularFile.check(file));
                Spill spill = new Spill(directories.cache())) {
            return read(file, channel, new RawBytes.Span(start, length), spill);
        }
    }

    /**
     * Reads bytes that were packed in a file.
     *
     * @throws IOException as the other does
     */
    public Content read(Path file, ByteBuffer bytes) throws IOException {
        try (Spill spill = new Spill(directories.cache())) {
            RawBytes.Span span = spill.put(bytes);
            return read(file, spill.channel(), span, spill);
        }
    }

    private Content read(Path file, FileChannel channel, RawBytes.Span span, Spill spill) throws IOException {
        PickleInput input = new PickleInput(file, channel, span, config.mappedFrom());
        Budget budget = new Budget(config, span.length(), format);
        Value value = new Unpickler(input, budget, spill).read();
        ArrayLimit limit = new ArrayLimit(file, format, config.arrays());
        return new Content(new ArraySearch(input.place(), budget, limit).in(value), input.rest());
    }
}

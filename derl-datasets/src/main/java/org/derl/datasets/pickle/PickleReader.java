package org.derl.datasets.pickle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.derl.data.file.NamedArray;
import org.derl.datasets.array.ArrayLimit;
import org.derl.datasets.array.MappedFile;
import org.derl.datasets.pickle.bytes.PickleInput;
import org.derl.datasets.pickle.bytes.PicklePlace;
import org.derl.datasets.pickle.bytes.RawBytes;
import org.derl.datasets.pickle.bytes.Spill;
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
        return content(input, budget, new Unpickler(input, budget, spill, new PackedStorages(budget, spill)).read());
    }

    private Content content(PickleInput input, Budget budget, Value value) throws IOException {
        ArrayLimit limit = new ArrayLimit(input.file(), format, config.arrays());
        return new Content(new ArraySearch(input.place(), budget, limit).in(value), input.rest());
    }

    /**
     * Reads the pickle of a file of PyTorch, whose tensors lie elsewhere in it.
     *
     * @param pickle where it lies
     * @param storages where the numbers of tensors lie, by the name that the pickle calls them
     * @throws IOException as the others do
     */
    public Content read(MappedFile file, RawBytes.Span pickle, Map<String, RawBytes.Span> storages) throws IOException {
        try (FileChannel channel = FileChannel.open(file.path());
                Spill spill = new Spill(directories.cache())) {
            PickleInput input = new PickleInput(file.path(), channel, pickle, config.mappedFrom());
            Budget budget = new Budget(config, pickle.length(), format);
            return content(
                    input,
                    budget,
                    new Unpickler(input, budget, spill, (place, id) -> {
                                RawBytes.Span span = storages.get(id.key());
                                if (span == null) {
                                    throw place.damaged("asks for storage " + PicklePlace.shortened(id.key())
                                            + ", which there is not");
                                }
                                if (span.length() != id.bytes()) {
                                    throw place.damaged("asks for a storage of " + id.bytes() + " bytes, but "
                                            + PicklePlace.shortened(id.key()) + " has " + span.length());
                                }
                                return id.storage(new RawBytes.Mapped(file, span), 0);
                            })
                            .read());
        }
    }

    /** Whether a file begins as those of PyTorch did before version 1.6. */
    public static boolean isFormerTorch(byte[] start) {
        return FormerTorch.recognizes(start);
    }

    /**
     * Reads a file that PyTorch wrote by a version before 1.6.
     *
     * @throws IOException as the others do
     */
    public Content readFormer(MappedFile file) throws IOException {
        try (FileChannel channel = FileChannel.open(file.path());
                Spill spill = new Spill(directories.cache())) {
            RawBytes.Span span = new RawBytes.Span(0, file.size());
            PickleInput input = new PickleInput(file.path(), channel, span, config.mappedFrom());
            Budget budget = new Budget(config, span.length(), format);
            Value value = new FormerTorch(input, budget, spill, new RawBytes.Mapped(file, span)).read();
            return content(input, budget, value);
        }
    }
}

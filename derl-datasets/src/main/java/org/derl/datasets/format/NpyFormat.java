package org.derl.datasets.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileFormat;
import org.derl.data.file.NamedArray;
import org.derl.data.file.StoredArray;
import org.derl.datasets.array.FileArrays;
import org.derl.datasets.array.MappedFile;
import org.derl.datasets.array.TextBudget;
import org.derl.datasets.pickle.PickleFormat;
import org.derl.datasets.pickle.PickleReader;
import org.derl.io.Directories;

/**
 * A file of one numpy array, which bears the name of the file. An array of objects is a pickle within, and read as one:
 * a dictionary in it has the names that a pickle of it had.
 */
public final class NpyFormat implements FileFormat {

    private final Config config;
    private final PickleReader objects;

    /**
     * @param textBytes how many bytes of texts a file may hold at most, for they are read when it is opened
     * @param objects limits on arrays of objects, which are pickles
     */
    public record Config(long textBytes, PickleFormat.Config objects) {

        /** Refuses what leaves no room. */
        public Config {
            if (textBytes < 0) {
                throw new IllegalArgumentException("text-bytes cannot be negative");
            }
        }
    }

    public NpyFormat(Config config, Directories directories) {
        this.config = config;
        this.objects = new PickleReader(config.objects(), directories, "npy.objects");
    }

    @Override
    public boolean recognizes(Path file, byte[] start) {
        return NpyHeader.recognizes(start);
    }

    @Override
    public ArrayFile open(Path file) throws IOException {
        MappedFile mapped = MappedFile.open(file);
        String name = file.getFileName().toString().replaceFirst("(?i)\\.npy$", "");
        try {
            TextBudget budget = new TextBudget(file, "npy", config.textBytes());
            List<NamedArray> arrays = arrays(mapped, new Stretch(0, mapped.size()), budget, objects);
            return new FileArrays(
                    file, arrays.stream().map(array -> named(name, array)).toList());
        } catch (UnsoundException e) {
            throw new IOException(file + " is no sound file of a numpy array: " + e.getMessage(), e);
        }
    }

    /** What has no name of its own bears that of the file. */
    private static NamedArray named(String name, NamedArray array) {
        return array.path().equals(UNNAMED) ? new NamedArray(List.of(name), array.array()) : array;
    }

    /** The path of an array that has no name within its file. */
    static final List<String> UNNAMED = List.of(PickleReader.ALONE);

    /** Where in a file an array lies, header and data. */
    record Stretch(long start, long size) {}

    /**
     * What lies within a file as numpy wrote it: an array, or all that its objects hold.
     *
     * @param budget that texts are taken from
     */
    static List<NamedArray> arrays(MappedFile file, Stretch stretch, TextBudget budget, PickleReader objects)
            throws IOException, UnsoundException {
        int shown = (int) Math.min(NpyHeader.START, stretch.size());
        int length = NpyHeader.length(file.bytes(stretch.start(), shown));
        if (length > stretch.size()) {
            throw new UnsoundException("it ends within its header; copy it again");
        }
        NpyHeader header = NpyHeader.parse(file.bytes(stretch.start(), length));
        header.checkSize(stretch.size());
        long data = stretch.start() + length;
        if (header.type().isObject()) {
            return objects.read(file.path(), data, stretch.size() - length).arrays();
        }
        return List.of(new NamedArray(UNNAMED, array(file, data, header, budget)));
    }

    private static StoredArray array(MappedFile file, long data, NpyHeader header, TextBudget budget)
            throws IOException, UnsoundException {
        if (header.type().isText()) {
            return header.texts(budget, (at, bytes) -> file.bytes(data + at, bytes));
        }
        return file.numbers(
                data,
                header.type().numbers(),
                header.shape(),
                header.order(),
                header.type().byteOrder());
    }
}

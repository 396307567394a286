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
import org.derl.io.Directories;

/** A file of one numpy array, which bears the name of the file. */
public final class NpyFormat implements FileFormat {

    private final Config config;

    /** @param textBytes how many bytes of texts a file may hold at most, for they are read when it is opened */
    public record Config(long textBytes) {

        /** Refuses what leaves no room. */
        public Config {
            if (textBytes < 0) {
                throw new IllegalArgumentException("text-bytes cannot be negative");
            }
        }
    }

    public NpyFormat(Config config, Directories directories) {
        this.config = config;
    }

    @Override
    public boolean recognises(Path file, byte[] start) {
        return NpyHeader.recognises(start);
    }

    @Override
    public ArrayFile open(Path file) throws IOException {
        MappedFile mapped = MappedFile.open(file);
        String name = file.getFileName().toString().replaceFirst("(?i)\\.npy$", "");
        try {
            StoredArray array = array(mapped, 0, mapped.size(), new TextBudget(file, "npy", config.textBytes()));
            return new FileArrays(file, List.of(new NamedArray(List.of(name), array)));
        } catch (UnsoundException e) {
            throw new IOException(file + " is no sound file of a numpy array: " + e.getMessage(), e);
        }
    }

    /**
     * An array that lies within a file as numpy wrote it.
     *
     * @param start where its header begins
     * @param size of header and data
     * @param budget that texts are taken from
     */
    static StoredArray array(MappedFile file, long start, long size, TextBudget budget)
            throws IOException, UnsoundException {
        int shown = (int) Math.min(NpyHeader.START, size);
        int length = NpyHeader.length(file.bytes(start, shown));
        if (length > size) {
            throw new UnsoundException("it ends within its header; copy it again");
        }
        NpyHeader header = NpyHeader.parse(file.bytes(start, length));
        header.checkSize(size);
        long data = start + length;
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

package org.derl.datasets.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileFormat;
import org.derl.datasets.array.FileArrays;
import org.derl.io.Directories;
import org.derl.io.Reason;
import org.derl.io.RegularFile;

/**
 * Comma-separated values. Of a file with a header each column is an array of its own, which bears the column's name: of
 * float64 where every value is a number or empty, of texts else. A file without a header becomes one array
 * {@code values} of its columns of numbers, and one of texts for each other column, {@code column 1} being the first.
 */
public final class CsvFormat implements FileFormat {

    private final Config config;

    /**
     * @param bytes how long a file may be at most, for it is read as a whole
     * @param rowCharacters how long a row may be at most
     * @param memoryBytes how much memory all values may take, once they are read
     * @param arrays how many columns a file may have at most
     */
    public record Config(long bytes, long rowCharacters, long memoryBytes, int arrays) {}

    public CsvFormat(Config config, Directories directories) {
        this.config = config;
    }

    @Override
    public boolean recognizes(Path file, byte[] start) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    @Override
    public ArrayFile open(Path file) throws IOException {
        checkSize(file, config.bytes(), "csv");
        try {
            return new FileArrays(file, CsvTable.read(file, config).arrays());
        } catch (OutOfMemoryError e) {
            throw new IOException(file + " takes more memory than there is (" + Reason.of(e) + ")", e);
        }
    }

    /** Refuses a file that is too long to be read as a whole. */
    static void checkSize(Path file, long most, String format) throws IOException {
        long size = Files.size(RegularFile.check(file));
        if (size > most) {
            throw new IOException(file + " has " + size + " bytes, more than bytes = " + most
                    + "; give it as npy, npz or HDF5, or raise it by --set format." + format + ".bytes=" + size);
        }
    }
}

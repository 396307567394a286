package org.derl.datasets.csv;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileFormat;
import org.derl.data.file.NamedArray;
import org.derl.io.Directories;
import org.derl.io.Reason;
import org.derl.io.RegularFile;
import org.derl.io.csv.EncodedText;
import org.derl.io.csv.Separator;

/**
 * Values between commas, semicolons or tabs. Of a file with a header each column is an array of its own, which bears
 * the column's name: of float64 where every value is a number or missing, of texts else. A file without a header
 * becomes one
 * array {@code values} of its columns of numbers, and one of texts for each other column, {@code column 1} being the
 * first.
 */
public final class CsvFormat implements FileFormat {

    private static final List<String> ENDINGS = List.of(".csv", ".tsv", ".tab");

    private final Config config;

    /**
     * @param bytes how long a file may be at most, for it is read as a whole
     * @param rowCharacters how long a row may be at most
     * @param memoryBytes how much memory all values may take, once they are read
     * @param arrays how many columns a file may have at most
     * @param encoding what texts are in, such as GB18030; {@code told} where their mark of byte order says it, else
     *     UTF-8
     */
    public record Config(long bytes, long rowCharacters, long memoryBytes, int arrays, String encoding) {

        /** What stands for no encoding in particular. */
        static final String TOLD = "told";

        /** Checks the encoding. */
        public Config {
            if (!encoding.equals(TOLD)) {
                checkCharset(encoding);
            }
        }

        private static void checkCharset(String name) {
            try {
                Charset.forName(name);
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                throw new IllegalArgumentException(
                        "encoding '" + name + "' is none that Java knows; some are UTF-8, UTF-16LE, GB18030, Big5", e);
            }
        }

        EncodedText text(Path file) throws IOException {
            return encoding.equals(TOLD) ? EncodedText.of(file) : EncodedText.of(file, Charset.forName(encoding));
        }
    }

    public CsvFormat(Config config, Directories directories) {
        this.config = config;
    }

    @Override
    public boolean recognizes(Path file, byte[] start) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    @Override
    public ArrayFile open(Path file) throws IOException {
        checkSize(file, config.bytes(), "csv");
        try {
            EncodedText text = config.text(file);
            CsvFile lines = CsvFile.of(text);
            CsvTable table = CsvTable.read(lines, config);
            List<String> remarks = new ArrayList<>();
            if (!text.told().isEmpty()) {
                remarks.add(text.told());
            }
            if (lines.separator() != Separator.COMMA) {
                remarks.add("separated by " + lines.separator().plural());
            }
            List<NamedArray> arrays = table.arrays();
            remarks.addAll(table.remarks());
            return new Opened(file, arrays, remarks);
        } catch (OutOfMemoryError e) {
            throw new IOException(file + " takes more memory than there is (" + Reason.of(e) + ")", e);
        }
    }

    private record Opened(Path path, List<NamedArray> arrays, List<String> remarks) implements ArrayFile {}

    /** Refuses a file that is too long to be read as a whole. */
    public static void checkSize(Path file, long most, String format) throws IOException {
        long size = Files.size(RegularFile.check(file));
        if (size > most) {
            throw new IOException(file + " has " + size + " bytes, more than bytes = " + most
                    + "; give it as npy, npz or HDF5, or raise it by --set format." + format + ".bytes=" + size);
        }
    }
}

package org.derl.datasets.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileFormat;
import org.derl.datasets.array.ArrayLimit;
import org.derl.datasets.array.FileArrays;
import org.derl.io.Directories;

/**
 * JSON. A list of texts, or of numbers, is an array, and so are lists of such lists of one length; its path is that of
 * the objects around it, or {@code values} where there are none. Whatever else there is, is listed but not read.
 */
public final class JsonFormat implements FileFormat {

    private final Config config;

    /**
     * @param bytes how long a file may be at most, for it is read as a whole
     * @param arrays how many arrays a file may have at most
     */
    public record Config(long bytes, int arrays) {}

    public JsonFormat(Config config, Directories directories) {
        this.config = config;
    }

    @Override
    public boolean recognizes(Path file, byte[] start) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
    }

    @Override
    public ArrayFile open(Path file) throws IOException {
        CsvFormat.checkSize(file, config.bytes(), "json");
        return new FileArrays(file, JsonArrays.read(file, new ArrayLimit(file, "json", config.arrays())));
    }
}

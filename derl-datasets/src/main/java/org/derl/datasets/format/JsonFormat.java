package org.derl.datasets.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileFormat;
import org.derl.datasets.array.ArrayLimit;
import org.derl.datasets.array.FileArrays;
import org.derl.datasets.csv.CsvFormat;
import org.derl.io.Directories;

/**
 * JSON. A list of texts, or of numbers, is an array, and so are lists of such lists of one length; its path is that of
 * the objects around it, or {@code values} where there are none. Whatever else there is, is listed but not read.
 */
public final class JsonFormat implements FileFormat {

    /** What no other file begins with: an object, or a list of objects, texts, numbers or lists of such. */
    private static final Pattern BEGINNING = Pattern.compile(
            "\uFEFF?\\s*(\\[\\s*)*(\\{\\s*[\"}]|" + "\\[\\s*(\"[^\"]*\"|-?[0-9][0-9.eE+-]*)\\s*[,\\]])");

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
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".json")
                || BEGINNING.matcher(new String(start, StandardCharsets.UTF_8)).lookingAt();
    }

    @Override
    public ArrayFile open(Path file) throws IOException {
        CsvFormat.checkSize(file, config.bytes(), "json");
        if (isOfLines(file)) {
            String name = String.valueOf(file.getFileName());
            throw new IOException(file
                    + " has JSON in each line (JSONL); in Python, write it as CSV: pandas.read_json('" + name
                    + "', lines=True).to_csv('" + name.replaceFirst("\\.[^.]*$", "") + "-new.csv', index=False)");
        }
        return new FileArrays(file, JsonArrays.read(file, new ArrayLimit(file, "json", config.arrays())));
    }

    /** Whether the first two lines are an object each. */
    private static boolean isOfLines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            List<String> first = lines.map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .limit(2)
                    .toList();
            return first.size() > 1 && first.stream().allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        } catch (UncheckedIOException e) {
            return false; // of another encoding
        }
    }
}

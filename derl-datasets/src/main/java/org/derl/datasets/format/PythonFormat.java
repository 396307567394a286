package org.derl.datasets.format;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileFormat;
import org.derl.data.file.NamedArray;
import org.derl.datasets.array.ByteText;
import org.derl.datasets.array.FileArrays;
import org.derl.datasets.array.Texts;
import org.derl.datasets.csv.CsvFormat;
import org.derl.io.Directories;

/**
 * Lists of texts in a program of Python, as the CMU-MultimodalSDK keeps its folds: {@code standard_train_fold = ['a',
 * 'b']}. Only such lists are read, as they are written; nothing is run.
 */
public final class PythonFormat implements FileFormat {

    /** The beginning of a list whose name tells a split. */
    private static final Pattern LIST =
            Pattern.compile("(?m)^[ \\t]*((?=[A-Za-z_])[A-Za-z0-9_]*(?:fold|train|valid|dev|test)[A-Za-z0-9_]*)[ \\t]*="
                    + "[ \\t]*[\\[(](?=\\s*(?:#[^\\n]*\\n\\s*)*(?:[uU]?['\"]|[\\])]))");

    /** What may stand in a list: a text without escapes, a comma, blanks, a comment; or its end. */
    private static final Pattern ELEMENT =
            Pattern.compile("[ \\t\\r\\n]+|,|#[^\\n]*|[uU]?'([^'\\\\\\n]*)'|[uU]?\"([^\"\\\\\\n]*)\"|([\\])])");

    private final Config config;

    /** @param bytes how long a file may be at most, for it is read as a whole */
    public record Config(long bytes) {}

    public PythonFormat(Config config, Directories directories) {
        this.config = config;
    }

    @Override
    public boolean recognizes(Path file, byte[] start) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".py")
                && LIST.matcher(new String(start, StandardCharsets.UTF_8)).find();
    }

    @Override
    public ArrayFile open(Path file) throws IOException {
        CsvFormat.checkSize(file, config.bytes(), "python");
        String program;
        try {
            program = ByteText.utf8(Files.readAllBytes(file));
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is no text in UTF-8; save it as such", e);
        }
        Map<String, List<String>> lists = new LinkedHashMap<>();
        Matcher list = LIST.matcher(program);
        while (list.find()) {
            String name = list.group(1);
            if (lists.put(name, texts(file, name, program, list.end())) != null) {
                throw new IOException(file + " has the list " + name + " twice; leave one of them out");
            }
        }
        List<NamedArray> arrays = new ArrayList<>();
        lists.forEach((name, texts) ->
                arrays.add(new NamedArray(List.of(name), new Texts("object", new Shape(texts.size()), texts))));
        return new FileArrays(file, arrays);
    }

    private static List<String> texts(Path file, String name, String program, int start) throws IOException {
        List<String> texts = new ArrayList<>();
        Matcher element = ELEMENT.matcher(program);
        int at = start;
        while (element.region(at, program.length()).lookingAt()) {
            if (element.group(3) != null) {
                return texts;
            }
            String text = element.group(1) == null ? element.group(2) : element.group(1);
            if (text != null) {
                texts.add(text);
            }
            at = element.end();
        }
        long line = program.substring(0, at).lines().count();
        throw new IOException(file + ":" + line + ": the list " + name
                + " holds something else than texts, which would have to be run; write the texts themselves");
    }
}

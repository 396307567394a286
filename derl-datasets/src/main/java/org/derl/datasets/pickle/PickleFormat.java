package org.derl.datasets.pickle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileFormat;
import org.derl.data.file.NamedArray;
import org.derl.io.Directories;
import org.derl.io.Quantity;

/**
 * Reads pickles of Python 2 and 3, protocols 0 to 5, in one pass. Only arrays, tensors, numbers, texts, lists and
 * dictionaries are made, by {@link Global a closed list of names}; a file that asks for anything else is refused. Large
 * arrays are mapped, not read. As in Python, what follows the first pickle of a file is left alone.
 */
public final class PickleFormat implements FileFormat {

    private static final int PROTO = 0x80;
    private static final Pattern TEXT = Pattern.compile("[\\t\\r\\n -~\u0080-\u00ff]+");
    private static final Pattern PROTOCOL_0 = Pattern.compile("[(\\]}]|c[\\w.]+\\n\\w+\\n|[SV]['\"]");

    private final Config config;
    private final Directories directories;

    /**
     * @param depth how deep lists and dictionaries may lie in one another
     * @param smallBytes the memory that all that is not mapped may take; smaller files are allowed less
     * @param mappedFrom how many bytes an array has at least that is mapped
     * @param arrays how many arrays a file may have at most
     */
    public record Config(int depth, long smallBytes, int mappedFrom, int arrays) {

        /** Checks the sizes. */
        public Config {
            if (depth < 1 || depth > 1000 || smallBytes < 1 || mappedFrom < 1) {
                throw new IllegalArgumentException(
                        "depth is from 1 to 1000, and small-bytes and mapped-from are positive");
            }
        }
    }

    /** A reader that puts arrays which lie encoded in a file into temporary files of the cache. */
    public PickleFormat(Config config, Directories directories) {
        this.config = config;
        this.directories = directories;
    }

    @Override
    public boolean recognizes(Path file, byte[] start) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        boolean proto = start.length > 1 && (start[0] & 0xff) == PROTO && start[1] >= 2 && start[1] <= 5;
        boolean named = name.endsWith(".pkl") || name.endsWith(".pickle") || name.endsWith(".p");
        return !FormerTorch.recognizes(start)
                && (proto || (named && !isOtherText(new String(start, StandardCharsets.ISO_8859_1))));
    }

    /** A pickle of protocol 0 is text, too, but begins as no other. */
    private static boolean isOtherText(String start) {
        return TEXT.matcher(start).matches() && !PROTOCOL_0.matcher(start).lookingAt();
    }

    @Override
    public ArrayFile open(Path file) throws IOException {
        PickleReader reader = new PickleReader(config, directories, "pickle");
        PickleReader.Content content = reader.read(file, 0, Files.size(file));
        return new OpenFile(file, content.arrays(), remarks(content.rest()));
    }

    private static List<String> remarks(long rest) {
        return rest == 0
                ? List.of()
                : List.of(Quantity.of(rest, "byte follows", "bytes follow")
                        + " its first pickle and are not read; if these are more pickles, load them"
                        + " all in Python and write one");
    }

    private record OpenFile(Path path, List<NamedArray> arrays, List<String> remarks) implements ArrayFile {}
}

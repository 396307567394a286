package org.derl.bench.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derl.data.file.FileFormat;
import org.derl.io.RegularFile;

/** The first bytes of a file, at most {@link FileFormat#START}, and what they tell where no format knows them. */
final class FileStart {

    private static final String LARGE_FILE_POINTER = "version https://git-lfs.github.com/spec/";
    private static final Pattern ANNEX_POINTER =
            Pattern.compile("((\\.\\./)*\\.git)?/annex/objects/.*", Pattern.DOTALL);
    private static final String ZIP = "PK\u0003\u0004";
    private static final List<String> WORKBOOK = List.of("[Content_Types].xml", "mimetypeapplication/vnd.oasis");
    private static final Pattern OFFICE = Pattern.compile("PK.{28}(docProps/|_rels/|xl/).*PK.{28}xl/", Pattern.DOTALL);
    private static final Pattern PYTORCH =
            Pattern.compile("^PK.{28}[^/]*/(data\\.pkl|\\.format_version|byteorder|version)", Pattern.DOTALL);
    private static final Pattern PAGE =
            Pattern.compile("(<\\?xml[^>]*>|<!--.*?-->|\\s)*<(!doctype html|html|head|body)\\b.*", Pattern.DOTALL);
    private static final Pattern PAGE_OF_XML = Pattern.compile("<\\?xml\\b|<error>");
    private static final Pattern ARFF = Pattern.compile("(\\s*%[^\\n]*\\n|\\s)*@relation\\b.*", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("[\\t\\r\\n -~\u0080-\u00fe]+");
    private static final Pattern FIRST_LINE = Pattern.compile("\\s*([^\\r\\n]{1,40})");

    /** Endings of names that promise data, whatever the content. */
    private static final Pattern PROMISES_DATA = Pattern.compile(
            ".*\\.(pkl|pickle|p|npy|npz|h5|hdf5|hdf|csd|mat|csv|tsv|json|safetensors|pt|pth|wav)(\\.gz|\\.xz)?");

    private static final List<Character> SEPARATORS = List.of('\t', ';', ',', '|');

    /** How many characters of a text are looked at. */
    private static final int LOOKED_AT = 1024;

    /** How many bytes of an unknown file a message shows. */
    private static final int SHOWN = 8;

    private final Path file;
    private final byte[] bytes;

    private FileStart(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    static FileStart of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(RegularFile.check(file))) {
            return new FileStart(file, in.readNBytes(FileFormat.START));
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** Whether the name of the file says that it holds data. */
    boolean promisesData() {
        return PROMISES_DATA
                .matcher(file.getFileName().toString().toLowerCase(Locale.ROOT))
                .matches();
    }

    /** What the file is, if its content is surely no data; what its name says does not matter. */
    Optional<String> foreign() throws IOException {
        String raw = new String(bytes, StandardCharsets.ISO_8859_1);
        String text = raw.substring(0, Math.min(LOOKED_AT, raw.length()))
                .replaceFirst("^\u00ef\u00bb\u00bf", "")
                .stripLeading();
        String lower = text.toLowerCase(Locale.ROOT);
        if (bytes.length == 0) {
            return Optional.of("is empty; get it again");
        } else if (text.startsWith(LARGE_FILE_POINTER)) {
            return Optional.of("is a pointer of Git LFS, not the file itself; fetch it by 'git lfs pull'");
        } else if (ANNEX_POINTER.matcher(text).matches()) {
            return Optional.of("is a pointer of git-annex, not the file itself; fetch it by 'git annex get "
                    + file.getFileName() + "'");
        } else if (PAGE.matcher(lower).matches()) {
            return Optional.of("is an HTML page, as servers send in place of a file; download the file itself");
        } else if (PAGE_OF_XML.matcher(lower).lookingAt()) {
            return Optional.of("is a page of XML, as servers send in place of a file; download the file itself");
        } else if (ARFF.matcher(lower).matches()) {
            return Optional.of(named("is an ARFF file, as Weka and openSMILE write it; in a shell, write it as CSV: "
                    + "(awk 'tolower($1)==\"@attribute\" {print $2}' FILE | paste -sd, -; "
                    + "grep -v '^[@%]' FILE | grep .) > NEW.csv"));
        } else if (raw.startsWith(ZIP)) {
            return Optional.of(archive(raw));
        } else if (isZeros()) {
            return Optional.of("holds zero bytes alone, as a download that broke off leaves them; download it again");
        }
        return Foreign.of(bytes).map(this::named);
    }

    /** A line of Python with the names of this file and of one beside it. */
    private String named(String what) {
        String name = String.valueOf(file.getFileName());
        return what.replace("FILE", name).replace("NEW", name.replaceFirst("\\.[^.]*$", "") + "-new");
    }

    private String archive(String raw) {
        if (PYTORCH.matcher(raw).lookingAt()) {
            return named("is a file of PyTorch; in Python, write its tensors for numpy: "
                    + "numpy.savez('NEW.npz', **{name: tensor.numpy() for name, tensor in"
                    + " torch.load('FILE').items()})");
        } else if (WORKBOOK.stream().anyMatch(member -> raw.startsWith(member, 30))
                || OFFICE.matcher(raw).lookingAt()) {
            return Foreign.workbook();
        }
        return "is a zip archive; unpack it and name the files within";
    }

    /** Whether there is no byte but zero; a file that begins with zeros may yet hold data, as HDF5 does. */
    private boolean isZeros() throws IOException {
        for (byte start : bytes) {
            if (start != 0) {
                return false;
            }
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(RegularFile.check(file)), 1 << 16)) {
            int next = in.read();
            while (next == 0) {
                next = in.read();
            }
            return next < 0;
        }
    }

    /** What a file that no format recognizes seems to be, and what to do about it. */
    String looks() {
        return isText()
                ? "is text, which begins with '" + firstLine() + "'; if it is a table, end its name with .csv"
                : "begins with the bytes " + hexadecimal();
    }

    /** What a file beside others is that no format recognizes, in words that go on after its name. */
    String passedOver() {
        List<String> lines = new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .limit(3)
                .toList();
        boolean table = isText()
                && lines.size() > 1
                && SEPARATORS.stream().anyMatch(each -> {
                    long first = lines.get(0)
                            .chars()
                            .filter(character -> character == each)
                            .count();
                    return first > 0
                            && lines.get(1)
                                            .chars()
                                            .filter(character -> character == each)
                                            .count()
                                    == first;
                });
        return table ? "looks like a table; end its name with .csv to have it read" : "no format knows it";
    }

    /** Whether it is text as people write it: no control characters but tabs and ends of lines. */
    private boolean isText() {
        return TEXT.matcher(new String(bytes, StandardCharsets.ISO_8859_1)).matches();
    }

    private String firstLine() {
        Matcher line = FIRST_LINE.matcher(new String(bytes, StandardCharsets.UTF_8));
        return line.lookingAt() ? line.group(1) : "";
    }

    private String hexadecimal() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(SHOWN, bytes.length); i++) {
            text.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%02x", bytes[i]));
        }
        return text.toString();
    }
}

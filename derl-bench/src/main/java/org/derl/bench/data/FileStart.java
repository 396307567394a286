package org.derl.bench.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.derl.data.file.FileFormat;
import org.derl.io.RegularFile;

/** The first bytes of a file, at most {@link FileFormat#START}. */
final class FileStart {

    private static final String LARGE_FILE_POINTER = "version https://git-lfs.github.com/spec/";
    private static final String ANNEX_POINTER = "/annex/objects/";

    /** How many bytes of an unknown file a message shows. */
    private static final int SHOWN = 8;

    private final byte[] bytes;

    private FileStart(byte[] bytes) {
        this.bytes = bytes;
    }

    static FileStart of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(RegularFile.check(file))) {
            return new FileStart(in.readNBytes(FileFormat.START));
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** What a file that no format recognises seems to be, and what to do about it. */
    String looks() {
        String text = new String(bytes, StandardCharsets.ISO_8859_1).stripLeading();
        String lower = text.toLowerCase(Locale.ROOT);
        if (bytes.length == 0) {
            return "is empty; get it again";
        } else if (text.startsWith(LARGE_FILE_POINTER) || text.startsWith(ANNEX_POINTER)) {
            return "is a pointer of Git LFS or git-annex, not the file itself; fetch the content";
        } else if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
            return "is an HTML page, as servers send in place of a file; download the file itself";
        } else if (text.startsWith("PK\u0003\u0004")) {
            return "is a zip archive; unpack it and name the files within";
        } else if (text.startsWith("\u001f\u008b")) {
            return "is compressed by gzip; unpack it";
        } else if (text.startsWith("7z\u00bc\u00af") || text.startsWith("Rar!")) {
            return "is an archive; unpack it and name the files within";
        }
        return "begins with the bytes " + hexadecimal();
    }

    private String hexadecimal() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(SHOWN, bytes.length); i++) {
            text.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%02x", bytes[i]));
        }
        return text.toString();
    }
}

package org.derl.io.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.derl.io.RegularFile;

/**
 * A file of text and the encoding it is in.
 *
 * @param told how that is known; empty where it is UTF-8 without more ado
 */
public record EncodedText(Path file, Charset charset, String told) {

    private static final int START = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Longer marks first: that of UTF-32 begins with that of UTF-16. */
    private static final List<Mark> MARKS = List.of(
            new Mark("UTF-32LE", "\u00FF\u00FE\0\0"),
            new Mark("UTF-32BE", "\0\0\u00FE\u00FF"),
            new Mark("UTF-8", "\u00EF\u00BB\u00BF"),
            new Mark("UTF-16LE", "\u00FF\u00FE"),
            new Mark("UTF-16BE", "\u00FE\u00FF"));

    /** @param bytes a character each */
    private record Mark(String charset, String bytes) {

        boolean begins(byte[] start) {
            return new String(start, 0, Math.min(start.length, bytes.length()), StandardCharsets.ISO_8859_1)
                    .equals(bytes);
        }
    }

    /** In the encoding that its mark of byte order tells, else in UTF-8. */
    public static EncodedText of(Path file) throws IOException {
        byte[] start = start(file);
        for (Mark mark : MARKS) {
            if (mark.begins(start)) {
                Charset charset = Charset.forName(mark.charset());
                boolean usual = charset.equals(StandardCharsets.UTF_8);
                return new EncodedText(file, charset, usual ? "" : "in " + charset + ", by its mark of byte order");
            }
        }
        return new EncodedText(file, StandardCharsets.UTF_8, "");
    }

    /** In an encoding that somebody names. */
    public static EncodedText of(Path file, Charset charset) {
        return new EncodedText(file, charset, "read in " + charset + ", as was asked");
    }

    /** Its characters, without a mark of byte order; whatever is none in the encoding ends reading. */
    public BufferedReader open() throws IOException {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(RegularFile.check(file)), decoder));
        reader.mark(1);
        try {
            if (reader.read() != BYTE_ORDER_MARK) {
                reader.reset();
            }
        } catch (IOException e) {
            reader.close();
            throw e;
        }
        return reader;
    }

    /** What it seems to be where it is no text in its encoding, in words that go on after the file's name. */
    public String unreadable() throws IOException {
        return "this is not text in " + charset
                + guess().map(likely -> "; it looks like " + likely).orElse("");
    }

    /** Whether it is full of zeros, which are characters of UTF-8, but of no text. */
    public boolean hasZeros() throws IOException {
        return charset.equals(StandardCharsets.UTF_8) && wide(start(file)).isPresent();
    }

    /** An encoding that it may be in. */
    public Optional<String> guess() throws IOException {
        byte[] start = start(file);
        Optional<String> wide = wide(start);
        if (wide.isPresent()) {
            return wide;
        }
        for (String name : List.of("GB18030", "Big5")) {
            if (Charset.isSupported(name) && isChinese(start, Charset.forName(name))) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** In text of mostly ASCII every other byte is zero. */
    private static Optional<String> wide(byte[] start) {
        if (zeros(start, 1) > start.length / 4) {
            return Optional.of("UTF-16LE");
        }
        return zeros(start, 0) > start.length / 4 ? Optional.of("UTF-16BE") : Optional.empty();
    }

    /** How many bytes at even or odd places are zero. */
    private static int zeros(byte[] start, int first) {
        int zeros = 0;
        for (int i = first; i < start.length; i += 2) {
            zeros += start[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    /** Whether the start is text in an encoding, and what is no ASCII in it mostly the characters of Chinese. */
    private static boolean isChinese(byte[] start, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(start.length);
        if (decoder.decode(ByteBuffer.wrap(start), text, false).isError()) {
            return false;
        }
        long other = text.flip().chars().filter(each -> each > 0x7F).count();
        long usual = text.chars()
                .filter(each -> (each >= 0x4E00 && each <= 0x9FFF)
                        || (each >= 0x3000 && each <= 0x303F)
                        || (each >= 0xFF00 && each <= 0xFFEF))
                .count();
        return other > 0 && usual > 0.8 * other;
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(RegularFile.check(file))) {
            return in.readNBytes(START);
        }
    }
}

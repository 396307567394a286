package org.derl.datasets.pickle.bytes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The ways in which pickles write texts and bytes down. */
public enum TextEncoding {
    /** UTF-8, of which only characters of Latin-1 are read: bytes that Python 3 wrote as text. */
    LATIN_1_AS_UTF_8 {
        @Override
        public void decode(PicklePlace place, ByteSource source, CodePoints target) throws IOException {
            for (int first = source.next(); first >= 0; first = source.next()) {
                if (first < 0x80) {
                    target.accept(first);
                    continue;
                }
                int second = source.next();
                if ((first & 0xfe) != 0xc2 || (second & 0xc0) != 0x80) {
                    throw place.damaged("has a text that should be bytes, but is no Latin-1");
                }
                target.accept(((first & 3) << 6) | (second & 0x3f));
            }
        }
    },
    /** Latin-1 with backslash-u escapes: texts of protocol 0. */
    RAW_ESCAPES {
        @Override
        public void decode(PicklePlace place, ByteSource source, CodePoints target) throws IOException {
            int next = source.next();
            while (next >= 0) {
                if (next != '\\') {
                    target.accept(next);
                    next = source.next();
                    continue;
                }
                next = source.next();
                if (next == 'u' || next == 'U') {
                    target.accept(digits(place, source, next == 'u' ? 4 : 8, 16));
                    next = source.next();
                } else {
                    target.accept('\\');
                }
            }
        }
    },
    /** A Python 2 literal without its quotes: byte strings of protocol 0. */
    STRING_ESCAPES {
        @Override
        public void decode(PicklePlace place, ByteSource source, CodePoints target) throws IOException {
            for (int next = source.next(); next >= 0; next = source.next()) {
                target.accept(next == '\\' ? escaped(place, source) : next);
            }
        }

        private int escaped(PicklePlace place, ByteSource source) throws IOException {
            int kind = source.next();
            return switch (kind) {
                case '\\', '\'', '"' -> kind;
                case 'n' -> '\n';
                case 't' -> '\t';
                case 'r' -> '\r';
                case 'a' -> 7;
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'v' -> 11;
                case 'x' -> digits(place, source, 2, 16);
                case '0', '1', '2', '3' -> (Character.digit(kind, 8) << 6) | digits(place, source, 2, 8);
                default -> throw place.damaged("has a text with an unknown escape");
            };
        }
    };

    /** Takes the characters of a text. */
    public interface CodePoints {
        void accept(int codePoint) throws IOException;
    }

    /**
     * Decodes a text, character by character.
     *
     * @throws IOException when it is not of this encoding
     */
    public abstract void decode(PicklePlace place, ByteSource source, CodePoints target) throws IOException;

    /** Decodes a text that represents bytes. */
    public byte[] bytes(PicklePlace place, byte[] encoded) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        decode(place, ByteSource.of(encoded), codePoint -> bytes.write(latin1(place, codePoint)));
        return bytes.toByteArray();
    }

    /** Decodes a text. */
    public String text(PicklePlace place, byte[] encoded) throws IOException {
        StringBuilder text = new StringBuilder();
        decode(place, ByteSource.of(encoded), text::appendCodePoint);
        return text.toString();
    }

    /** The bytes that a text of Latin-1 characters represents. */
    public static byte[] latin1(PicklePlace place, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < text.length(); i++) {
            latin1(place, text.charAt(i));
        }
        return bytes;
    }

    /** The byte that a character of Latin-1 represents. */
    public static byte latin1(PicklePlace place, int codePoint) throws IOException {
        if (codePoint > 0xff) {
            throw place.damaged("has a text that should be bytes, but is no Latin-1");
        }
        return (byte) codePoint;
    }

    private static int digits(PicklePlace place, ByteSource source, int count, int radix) throws IOException {
        int number = 0;
        for (int i = 0; i < count; i++) {
            int digit = Character.digit(source.next(), radix);
            if (digit < 0) {
                throw place.damaged("has a text with an unfinished escape");
            }
            number = number * radix + digit;
        }
        if (!Character.isValidCodePoint(number)) {
            throw place.damaged("has a text with an impossible character");
        }
        return number;
    }
}

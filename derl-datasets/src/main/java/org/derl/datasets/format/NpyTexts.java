package org.derl.datasets.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.derl.datasets.array.Texts;
import org.derl.datasets.format.NpyType.Kind;

/** Texts of one length, as numpy lays them out: what is shorter is filled up with zeros. */
final class NpyTexts {

    private NpyTexts() {}

    /** Where the bytes of the texts come from. */
    interface Source {

        /** Some of the bytes, the first text's first counted as 0. */
        ByteBuffer bytes(long at, int count) throws IOException;
    }

    /** Reads all texts of an array. */
    static Texts read(NpyHeader header, Source source) throws IOException, UnsoundException {
        NpyType type = header.type();
        List<String> texts = new ArrayList<>();
        for (long i = 0; i < header.shape().size(); i++) {
            ByteBuffer bytes = source.bytes(i * type.bytes(), type.bytes()).order(type.byteOrder());
            try {
                texts.add(text(type, bytes));
            } catch (UnsoundException e) {
                throw new UnsoundException("its text " + i + " " + e.getMessage());
            }
        }
        return new Texts(type.textType(), header.shape(), header.inCOrder(texts));
    }

    private static String text(NpyType type, ByteBuffer bytes) throws UnsoundException {
        return type.kind() == Kind.BYTES ? ofBytes(bytes) : ofCharacters(bytes);
    }

    private static String ofBytes(ByteBuffer bytes) throws UnsoundException {
        int end = bytes.limit();
        while (end > bytes.position() && bytes.get(end - 1) == 0) {
            end--;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.duplicate().limit(end))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnsoundException("is no UTF-8");
        }
    }

    private static String ofCharacters(ByteBuffer bytes) throws UnsoundException {
        StringBuilder text = new StringBuilder();
        int written = 0;
        while (bytes.hasRemaining()) {
            int character = bytes.getInt();
            if (!Character.isValidCodePoint(character)) {
                throw new UnsoundException("holds " + Integer.toUnsignedString(character) + ", which is no character");
            }
            text.appendCodePoint(character);
            written = character == 0 ? written : text.length();
        }
        return text.substring(0, written);
    }
}

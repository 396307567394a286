package org.derl.datasets.array;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Texts that were written as bytes. */
public final class ByteText {

    private ByteText() {}

    /** Bytes as UTF-8 where they are, else as Latin-1, which any bytes are: Python 2 does not say. */
    public static String of(byte[] bytes) {
        try {
            return utf8(bytes);
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * Bytes as UTF-8.
     *
     * @throws CharacterCodingException when they are not
     */
    public static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}

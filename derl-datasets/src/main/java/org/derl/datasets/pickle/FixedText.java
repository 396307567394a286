package org.derl.datasets.pickle;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Texts of arrays: all of one size, filled up with zeros. */
final class FixedText {

    private FixedText() {}

    /**
     * Reads the next text.
     *
     * @throws IOException when it holds what is no character
     */
    static String next(Place place, DType type, ByteSource source, Budget budget) throws IOException {
        return type.kind() == 'U' ? characters(place, type, source) : bytes(place, type, source, budget);
    }

    private static String characters(Place place, DType type, ByteSource source) throws IOException {
        StringBuilder text = new StringBuilder();
        int zeros = 0;
        for (int i = 0; i < type.units(); i++) {
            int codePoint = codePoint(type.byteOrder(), source);
            if (!Character.isValidCodePoint(codePoint)) {
                throw place.damaged("gives an array of texts what is no character");
            }
            if (codePoint == 0) {
                zeros++;
                continue;
            }
            // Zeros count only where a character follows: the others fill the text up.
            text.append("\0".repeat(zeros)).appendCodePoint(codePoint);
            zeros = 0;
        }
        return text.toString();
    }

    private static int codePoint(ByteOrder order, ByteSource source) throws IOException {
        int codePoint = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            codePoint |= source.next() << (Byte.SIZE * i);
        }
        return order == ByteOrder.LITTLE_ENDIAN ? codePoint : Integer.reverseBytes(codePoint);
    }

    private static String bytes(Place place, DType type, ByteSource source, Budget budget) throws IOException {
        // They are read at once, and may be longer than any honest text.
        budget.charge(place, source instanceof FileBytes ? type.bytes() : 0);
        byte[] bytes = new byte[type.units()];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) source.next();
            length = bytes[i] == 0 ? length : i + 1;
        }
        return ByteText.of(Arrays.copyOf(bytes, length));
    }
}

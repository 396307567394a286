package org.derl.datasets.format;

import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derl.datasets.array.ElementType;

/**
 * The type of the elements of a numpy array, as its {@code descr} gives it, such as {@code <f4} or {@code |S12}.
 *
 * @param bytes of one element
 */
record NpyType(Kind kind, ByteOrder byteOrder, int bytes) {

    private static final Pattern DESCR = Pattern.compile("([<>|=]?)([a-zA-Z])([0-9]{0,8})");

    /** What an element is. */
    enum Kind {
        BOOL('b'),
        SIGNED('i'),
        UNSIGNED('u'),
        FLOAT('f'),
        /** A text of four bytes a character. */
        CHARACTERS('U'),
        /** A text of one byte a character. */
        BYTES('S');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }
    }

    /** Reads a {@code descr}. */
    static NpyType of(String descr) throws UnsoundException {
        Matcher matcher = DESCR.matcher(descr);
        if (!matcher.matches()) {
            throw new UnsoundException("its elements are of the type '" + descr + "', which is none");
        }
        if (matcher.group(2).equals("O")) {
            throw new UnsoundException("its elements are Python objects, which are a pickle inside of it and not read"
                    + " here; save it as numbers or as texts (dtype=str)");
        }
        int size = matcher.group(3).isEmpty() ? 0 : Integer.parseInt(matcher.group(3));
        ByteOrder order = matcher.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        for (Kind kind : Kind.values()) {
            if (kind.letter == matcher.group(2).charAt(0)) {
                NpyType type = new NpyType(kind, order, kind == Kind.CHARACTERS ? Integer.BYTES * size : size);
                if (type.isText() ? size > 0 : ElementType.of(kind.letter, size).isPresent()) {
                    return type;
                }
            }
        }
        throw new UnsoundException("its elements are of the type '" + descr
                + "', which is not read here; save it as integers, floats, truths or texts");
    }

    /** Whether elements are texts. */
    boolean isText() {
        return kind == Kind.CHARACTERS || kind == Kind.BYTES;
    }

    /** The type of its numbers. */
    ElementType numbers() {
        return ElementType.of(kind.letter, bytes).orElseThrow();
    }

    /** numpy's name of a type of texts. */
    String textType() {
        return (kind == Kind.BYTES ? "bytes" : "str") + (long) Byte.SIZE * bytes;
    }
}

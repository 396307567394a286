package org.derl.datasets.format;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derl.datasets.array.BufferNumbers;
import org.derl.datasets.array.NumpyType;
import org.derl.datasets.array.Order;
import org.derl.datasets.array.TextBudget;
import org.derl.datasets.array.Texts;

/**
 * What numpy's own format says of an array before its data: {@code \x93NUMPY}, two bytes of version, the header's
 * length, and a Python dictionary of exactly {@code descr}, {@code fortran_order} and {@code shape}.
 *
 * @param dataStart where the data begin, counted from the start of the array's file
 */
record NpyHeader(NumpyType type, Order order, Shape shape, int dataStart) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");

    /** How many first bytes {@link #length} must be shown. */
    static final int START = 12;

    private static final int MOST_AXES = 64;

    /** No header that this reads is longer: it describes one type and one shape. */
    private static final int LONGEST = 1 << 16;

    /** Whether a file begins as numpy's do. */
    static boolean recognizes(byte[] start) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (i >= start.length || start[i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * How many bytes lie before the data.
     *
     * @param start the first bytes, at least {@link #START}, or fewer where the file has no more
     */
    static int length(ByteBuffer start) throws UnsoundException {
        byte[] magic = new byte[Math.min(MAGIC.length, start.remaining())];
        start.get(start.position(), magic);
        if (!recognizes(magic)) {
            throw new UnsoundException("it does not begin with \\x93NUMPY");
        }
        if (start.remaining() < START) {
            throw new UnsoundException("it ends within its header");
        }
        int at = start.position() + MAGIC.length;
        int major = start.get(at);
        int minor = start.get(at + 1);
        if (major < 1 || major > 3 || minor != 0) {
            throw new UnsoundException("it is of version " + major + "." + minor + "; versions 1 to 3 are read");
        }
        ByteBuffer little = start.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        long length = major == 1 ? little.getShort(at + 2) & 0xffff : little.getInt(at + 2) & 0xffffffffL;
        if (length > LONGEST) {
            throw new UnsoundException("its header has " + length + " bytes; no array needs as many");
        }
        return MAGIC.length + 2 + (major == 1 ? Short.BYTES : Integer.BYTES) + (int) length;
    }

    /**
     * Reads a header.
     *
     * @param bytes as many as {@link #length} says
     */
    static NpyHeader parse(ByteBuffer bytes) throws UnsoundException {
        int dataStart = bytes.remaining();
        int major = bytes.get(bytes.position() + MAGIC.length);
        byte[] text = new byte[dataStart - MAGIC.length - 2 - (major == 1 ? Short.BYTES : Integer.BYTES)];
        bytes.get(bytes.position() + dataStart - text.length, text);
        Map<String, Object> entries = new PythonLiteral(new String(text, StandardCharsets.UTF_8)).dictionary();
        if (!entries.keySet().equals(KEYS)) {
            throw new UnsoundException("its header names " + entries.keySet() + " instead of " + KEYS);
        }
        if (!(entries.get("descr") instanceof String descr)) {
            throw new UnsoundException("its elements are records of several fields; save each field as an array");
        }
        if (!(entries.get("fortran_order") instanceof Boolean fortran)
                || !(entries.get("shape") instanceof long[] lengths)) {
            throw new UnsoundException("its header has no fortran_order of True or False, or no shape of numbers");
        }
        if (lengths.length > MOST_AXES) {
            throw new UnsoundException("it has " + lengths.length + " axes; numpy allows " + MOST_AXES);
        }
        return new NpyHeader(type(descr), fortran ? Order.FORTRAN : Order.C, new Shape(lengths), dataStart);
    }

    private static NumpyType type(String descr) throws UnsoundException {
        return NumpyType.of(descr)
                // Empty texts take no data, so that any number of them could be claimed.
                .filter(known -> !known.isText() || known.bytes() > 0)
                .orElseThrow(() -> new UnsoundException("its elements are of the type '" + descr
                        + "', which is not read here; save it as integers, floats, truths or texts"));
    }

    /**
     * Checks that the data are as long as the shape says; how long objects are, only their pickle says.
     *
     * @param size of header and data
     */
    void checkSize(long size) throws UnsoundException {
        if (type.isObject()) {
            return;
        }
        long expected = dataBytes();
        long found = size - dataStart;
        if (expected != found) {
            throw new UnsoundException("its shape " + shape + " needs " + expected + " bytes of data, but there are "
                    + found + (expected > found ? "; it was cut off: copy it again" : ""));
        }
    }

    private long dataBytes() throws UnsoundException {
        try {
            return BufferNumbers.bytes(type.bytes(), shape);
        } catch (IllegalArgumentException e) {
            throw new UnsoundException("its shape " + shape + " is impossible");
        }
    }

    /** Where bytes come from; the first is counted as 0. */
    interface Source {
        ByteBuffer bytes(long at, int count) throws IOException;
    }

    /** Reads all elements, which are texts: bytes as UTF-8 where all of them are, else as Latin-1. */
    Texts texts(TextBudget budget, Source source) throws IOException, UnsoundException {
        budget.take("texts of shape " + shape, shape.size(), type.bytes());
        try {
            return texts(source, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            if (type.isCharacters()) {
                throw new UnsoundException("a text of it holds what is no character");
            }
            return texts(source, StandardCharsets.ISO_8859_1);
        }
    }

    private Texts texts(Source source, Charset charset) throws IOException {
        List<String> texts = new ArrayList<>();
        byte[] element = new byte[type.bytes()];
        for (long i = 0; i < shape.size(); i++) {
            source.bytes(i * element.length, element.length).get(element);
            texts.add(type.text(element, charset));
        }
        return new Texts(type.textName(), shape, order.inC(shape, texts), charset);
    }
}

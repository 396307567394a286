package org.derl.datasets.pickle;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.file.StoredArray;
import org.derl.datasets.array.BufferNumbers;
import org.derl.datasets.array.NumpyType;
import org.derl.datasets.array.Order;
import org.derl.datasets.array.Texts;
import org.derl.datasets.pickle.bytes.ByteSource;
import org.derl.datasets.pickle.bytes.PicklePlace;
import org.derl.datasets.pickle.bytes.RawBytes;

/** Makes the content of arrays of what a pickle says about them. */
final class Contents {

    /** To decode a byte of a text takes no memory, but time. */
    private static final long BYTES_A_STEP = 16;

    private final Budget budget;

    Contents(Budget budget) {
        this.budget = budget;
    }

    /**
     * The content of an array.
     *
     * @param data its bytes, or a list where it is of objects
     * @throws IOException when they do not go together
     */
    PickledContent of(PicklePlace place, NumpyType type, Shape shape, Order order, Value data) throws IOException {
        long size = size(place, shape);
        if (!type.isObject()) {
            RawBytes bytes = Arguments.bytes(place, data);
            return new PickledContent.Plain(
                    type.isText()
                            ? texts(place, type, shape, order, bytes)
                            : numbers(place, type, shape, order, bytes));
        } else if (data instanceof Value.Sequence values && values.elements().size() == size) {
            return new PickledContent.Objects(shape, values);
        }
        throw place.damaged("gives an array of objects of shape " + shape + " another number of them");
    }

    /** How many elements there are, where a product of lengths may be too large for any number. */
    private static long size(PicklePlace place, Shape shape) throws IOException {
        try {
            return BufferNumbers.bytes(1, shape);
        } catch (IllegalArgumentException e) {
            throw place.damaged("asks for an array of the impossible shape " + shape);
        }
    }

    private StoredArray numbers(PicklePlace place, NumpyType type, Shape shape, Order order, RawBytes bytes)
            throws IOException {
        budget.charge(place, bytes instanceof RawBytes.Stored ? Budget.MAPPING : Budget.OBJECT);
        try {
            return bytes.numbers(type.numbers(), shape, order, type.byteOrder());
        } catch (IllegalArgumentException e) {
            throw place.damaged("gives an array " + e.getMessage());
        }
    }

    private StoredArray texts(PicklePlace place, NumpyType type, Shape shape, Order order, RawBytes bytes)
            throws IOException {
        long size = shape.size();
        budget.charge(place, size, Budget.OBJECT);
        budget.charge(place, bytes.length() / BYTES_A_STEP);
        if (Math.multiplyHigh(size, type.bytes()) != 0 || size * type.bytes() != bytes.length()) {
            throw place.damaged("gives an array " + bytes.length() + " bytes for texts of " + type.bytes()
                    + " bytes and shape " + shape);
        }
        // One text is read at once, and may be longer than any honest one.
        budget.charge(place, size == 0 ? 0 : type.bytes());
        try {
            return texts(place, type, shape, order, bytes, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            if (type.isCharacters()) {
                throw place.damaged("gives an array of texts what is no character");
            }
            // Python 2 does not say what its bytes are.
            return texts(place, type, shape, order, bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private Texts texts(PicklePlace place, NumpyType type, Shape shape, Order order, RawBytes bytes, Charset charset)
            throws IOException {
        long size = shape.size();
        ByteSource source = bytes.source(place);
        byte[] element = new byte[size == 0 ? 0 : type.bytes()];
        List<String> texts = new ArrayList<>();
        for (long i = 0; i < size; i++) {
            for (int b = 0; b < element.length; b++) {
                element[b] = (byte) source.next();
            }
            String text = type.text(element, charset);
            budget.charge(place, 2L * text.length());
            texts.add(text);
        }
        return new Texts(type.textName(), shape, order.inC(shape, texts), charset);
    }
}

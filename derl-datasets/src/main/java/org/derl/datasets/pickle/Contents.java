package org.derl.datasets.pickle;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.derl.data.file.StoredArray;
import org.derl.datasets.array.BufferNumbers.Order;
import org.derl.datasets.array.Texts;

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
    ArrayContent of(Place place, DType type, Shape shape, Order order, Value data) throws IOException {
        long size = size(place, shape);
        if (!type.isObject()) {
            RawBytes bytes = Arguments.bytes(place, data);
            return new ArrayContent.Plain(
                    type.isText()
                            ? texts(place, type, shape, order, bytes)
                            : numbers(place, type, shape, order, bytes));
        } else if (data instanceof Value.Sequence values && values.elements().size() == size) {
            return new ArrayContent.Objects(shape, values);
        }
        throw place.damaged("gives an array of objects of shape " + shape + " another number of them");
    }

    /** How many elements there are, where a product of lengths may be too large for any number. */
    private static long size(Place place, Shape shape) throws IOException {
        long size = 1;
        try {
            for (long length : shape.getShape()) {
                size = Math.multiplyExact(size, length);
            }
        } catch (ArithmeticException e) {
            throw place.damaged("asks for an array of the impossible shape " + shape);
        }
        return size;
    }

    private StoredArray numbers(Place place, DType type, Shape shape, Order order, RawBytes bytes) throws IOException {
        budget.charge(place, bytes instanceof RawBytes.Stored ? Budget.MAPPING : Budget.OBJECT);
        try {
            return bytes.numbers(type.elements(), shape, order, type.byteOrder());
        } catch (IllegalArgumentException e) {
            throw place.damaged("gives an array " + e.getMessage());
        }
    }

    private StoredArray texts(Place place, DType type, Shape shape, Order order, RawBytes bytes) throws IOException {
        long size = shape.size();
        budget.charge(place, size, Budget.OBJECT);
        budget.charge(place, bytes.length() / BYTES_A_STEP);
        if (Math.multiplyHigh(size, type.bytes()) != 0 || size * type.bytes() != bytes.length()) {
            throw place.damaged("gives an array " + bytes.length() + " bytes for texts of " + type.bytes()
                    + " bytes and shape " + shape);
        }
        ByteSource source = bytes.source(place);
        List<String> texts = new ArrayList<>();
        for (long i = 0; i < size; i++) {
            String text = FixedText.next(place, type, source, budget);
            budget.charge(place, 2L * text.length());
            texts.add(text);
        }
        String name = type.kind() == 'U' ? DType.textName(type.units()) : DType.bytesName(type.units());
        return new Texts(name, shape, order == Order.C ? texts : lastAxisFirst(texts, shape));
    }

    /** Brings texts of which the first axis was the fastest into C order. */
    private static List<String> lastAxisFirst(List<String> texts, Shape shape) {
        List<String> result = new ArrayList<>(Collections.nCopies(texts.size(), ""));
        long[] index = new long[shape.dimension()];
        for (String text : texts) {
            long position = 0;
            for (int axis = 0; axis < index.length; axis++) {
                position = position * shape.get(axis) + index[axis];
            }
            result.set(Math.toIntExact(position), text);
            for (int axis = 0; axis < index.length && ++index[axis] == shape.get(axis); axis++) {
                index[axis] = 0;
            }
        }
        return result;
    }
}

package org.derl.datasets.pickle;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.List;
import org.derl.datasets.array.NumpyType;
import org.derl.datasets.pickle.bytes.PicklePlace;
import org.derl.datasets.pickle.bytes.RawBytes;
import org.derl.io.Quantity;

/** What calls are given, taken for what it should be. */
final class Arguments {

    /** No name is longer. */
    static final int LONGEST_NAME = 1 << 12;

    /** No array of numpy has more axes. */
    private static final int MOST_AXES = 64;

    private Arguments() {}

    static IOException wrong(PicklePlace place) {
        return place.damaged("calls a function of numpy with arguments that it does not have");
    }

    /** A tuple or list. */
    static List<Value> elements(PicklePlace place, Value value) throws IOException {
        if (value instanceof Value.Sequence sequence) {
            return sequence.elements();
        }
        throw wrong(place);
    }

    /** A text, or a name in bytes that Python 2 calls one. */
    static String text(PicklePlace place, Value value) throws IOException {
        if (value instanceof Value.Text text) {
            return text.text();
        } else if (value instanceof Value.Bytes bytes
                && bytes.raw() instanceof RawBytes.Heap heap
                && heap.length() <= LONGEST_NAME) {
            return heap.text();
        }
        throw place.damaged("uses what is no name as one");
    }

    static RawBytes bytes(PicklePlace place, Value value) throws IOException {
        if (value instanceof Value.Bytes bytes) {
            return bytes.raw();
        }
        throw wrong(place);
    }

    static NumpyType type(PicklePlace place, Value value) throws IOException {
        if (value instanceof Value.ArrayType type) {
            return type.type();
        }
        throw wrong(place);
    }

    static Shape shape(PicklePlace place, Value value) throws IOException {
        List<Value> lengths = elements(place, value);
        if (lengths.size() > MOST_AXES) {
            throw place.damaged("asks for an array of " + Quantity.of(lengths.size(), "axis", "axes"));
        }
        long[] shape = new long[lengths.size()];
        for (int axis = 0; axis < shape.length; axis++) {
            if (!(lengths.get(axis) instanceof Value.Whole whole) || whole.value() < 0) {
                throw place.damaged("asks for an array with an axis whose length is no number");
            }
            shape[axis] = whole.value();
        }
        return new Shape(shape);
    }

    /** Whether a flag is set, which Python 2 writes as a number. */
    static boolean flag(PicklePlace place, Value value) throws IOException {
        if (value instanceof Value.Truth truth) {
            return truth.value();
        } else if (value instanceof Value.Whole whole) {
            return whole.value() != 0;
        }
        throw wrong(place);
    }
}

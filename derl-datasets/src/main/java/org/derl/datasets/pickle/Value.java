package org.derl.datasets.pickle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.data.file.TextArray;
import org.derl.datasets.array.ElementType;
import org.derl.datasets.array.NumpyType;
import org.derl.datasets.pickle.bytes.PicklePlace;
import org.derl.datasets.pickle.bytes.RawBytes;
import org.derl.datasets.pickle.bytes.TextEncoding;
import org.jspecify.annotations.Nullable;

/** What a pickle is made of: data, and nothing that acts. Values may contain themselves, so none is ever compared. */
sealed interface Value {

    /** Python's None. */
    enum None implements Value {
        NONE
    }

    /** A boolean. */
    record Truth(boolean value) implements Value {}

    /** An integer of at most 64 bits. */
    record Whole(long value) implements Value {}

    /** A float. */
    record Real(double value) implements Value {}

    /** A text. */
    record Text(String text) implements Value {}

    /** A text that is too long to be one: bytes of an array in disguise. */
    record LongText(RawBytes.Span span, TextEncoding encoding) implements Value {}

    /** Bytes, wherever they lie. */
    record Bytes(RawBytes raw) implements Value {}

    /** A list, tuple or set. */
    record Sequence(Kind kind, List<Value> elements) implements Value {

        /** Which of them. */
        enum Kind {
            LIST,
            TUPLE,
            SET
        }
    }

    /** A dictionary, whose keys are names; those that are tuples are joined by underscores. */
    record Dictionary(Map<String, Value> entries) implements Value {

        /** A key of several values takes memory of its own. */
        private static final int LONGEST_TUPLE = 256;

        static Dictionary empty() {
            return new Dictionary(new LinkedHashMap<>());
        }

        /**
         * Adds an entry.
         *
         * @throws IOException when the key is no name, or there already
         */
        void put(PicklePlace place, Value key, Value value) throws IOException {
            String name = name(place, key);
            if (entries.putIfAbsent(name, value) != null) {
                throw place.wrong("adds a second entry '" + PicklePlace.shortened(name) + "' to a dictionary");
            }
        }

        private static String name(PicklePlace place, Value key) throws IOException {
            if (key instanceof Text text) {
                return text.text();
            } else if (key instanceof Bytes) {
                return Arguments.text(place, key);
            } else if (key instanceof Whole whole) {
                return Long.toString(whole.value());
            } else if (key instanceof Real real) {
                return Double.toString(real.value());
            } else if (key instanceof Truth truth) {
                return truth.value() ? "True" : "False";
            } else if (key == None.NONE) {
                return "None";
            } else if (key instanceof Sequence tuple && tuple.kind() != Sequence.Kind.LIST) {
                return tuple(place, tuple.elements());
            } else if (NumberList.scalar(key) instanceof TextArray text) {
                return text.texts().get(0);
            } else if (NumberList.isNumber(key)) {
                double number = NumberList.real(key);
                return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
            }
            throw place.wrong("uses what is neither text nor number as the key of a dictionary");
        }

        /** A key of several values, such as of video and clip. */
        private static String tuple(PicklePlace place, List<Value> elements) throws IOException {
            List<String> names = new ArrayList<>();
            for (Value element : elements) {
                if (element instanceof Sequence) {
                    throw place.wrong("uses tuples within a tuple as the key of a dictionary");
                }
                names.add(name(place, element));
            }
            String name = String.join("_", names);
            if (name.length() > LONGEST_TUPLE) {
                throw place.wrong("uses a tuple of " + name.length() + " characters as the key of a dictionary");
            }
            return name;
        }
    }

    /**
     * The numbers that tensors of PyTorch show.
     *
     * @param file where they lie; null as long as that is not known
     * @param start of the first, in bytes
     * @param elements how many they are
     */
    record Storage(ElementType type, @Nullable RawBytes file, long start, long elements) implements Value {}

    /** The type of a storage's elements, or of a tensor's. */
    record TensorType(ElementType type) implements Value {}

    /** One of the names that a pickle may use. */
    record Name(Global global) implements Value {}

    /** An array, once it is built. */
    final class Array implements Value {

        private final PicklePlace place;
        private PickledContent content = PickledContent.Missing.MISSING;

        Array(PicklePlace place) {
            this.place = place;
        }

        /** An array of its content. */
        static Array of(PicklePlace place, PickledContent content) {
            Array array = new Array(place);
            array.content = content;
            return array;
        }

        PicklePlace place() {
            return place;
        }

        PickledContent content() {
            return content;
        }

        void build(PickledContent content) {
            this.content = content;
        }
    }

    /** A dtype, whose byte order and size follow once it is built. */
    final class ArrayType implements Value {

        private NumpyType type;

        ArrayType(NumpyType type) {
            this.type = type;
        }

        NumpyType type() {
            return type;
        }

        void build(NumpyType type) {
            this.type = type;
        }
    }
}

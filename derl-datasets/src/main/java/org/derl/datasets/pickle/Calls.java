package org.derl.datasets.pickle;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.List;
import org.derl.datasets.array.NumpyType;
import org.derl.datasets.array.Order;
import org.derl.datasets.pickle.bytes.PickleInput;
import org.derl.datasets.pickle.bytes.PicklePlace;
import org.derl.datasets.pickle.bytes.RawBytes;
import org.derl.datasets.pickle.bytes.Spill;
import org.derl.datasets.pickle.bytes.TextEncoding;

/** The few functions that a pickle may call. */
final class Calls {

    private final PickleInput input;
    private final Budget budget;
    private final Contents contents;
    private final Containers containers;
    private final Spill spill;
    private final Storages storages;

    Calls(PickleInput input, Budget budget, Spill spill, Storages storages) {
        this.input = input;
        this.budget = budget;
        this.contents = new Contents(budget);
        this.containers = new Containers(input, budget);
        this.spill = spill;
        this.storages = storages;
    }

    /**
     * What a function makes.
     *
     * @throws IOException when it is none, or its arguments are wrong
     */
    Value call(Value function, Value arguments) throws IOException {
        if (!(function instanceof Value.Name name)) {
            throw place().damaged("calls what is no function");
        }
        List<Value> given = Arguments.elements(place(), arguments);
        return switch (name.global()) {
            case RECONSTRUCT -> reconstruct(given);
            case SCALAR -> scalar(given);
            case FROM_BUFFER -> fromBuffer(given);
            case DTYPE -> new Value.ArrayType(DType.of(place(), Arguments.text(place(), at(given, 0))));
            case ENCODE -> new Value.Bytes(encode(given));
            case BYTES, BYTEARRAY -> new Value.Bytes(bytes(given));
            case SET, FROZENSET -> containers.set(given);
            case ORDERED_DICT -> containers.ordered(given);
            case DEFAULT_DICT -> containers.withDefault(given);
            case COUNTER -> containers.counter(given);
            case DEQUE -> containers.deque(given);
            case RANGE, XRANGE -> containers.range(given);
            case DECIMAL -> new Value.Real(decimal(Arguments.text(place(), at(given, 0))));
            case POSIX_PATH, PURE_PATH -> path(given);
            case SLICE -> containers.slice(given);
            case REBUILD_TENSOR, REBUILD_FORMER_TENSOR, REBUILD_TYPED_TENSOR ->
                TensorCalls.rebuild(place(), budget, given);
            case REBUILD_PARAMETER -> at(given, 0);
            case LOAD_FROM_BYTES -> storages.load(place(), Arguments.bytes(place(), at(given, 0)));
            case SIZE -> at(given, 0);
            case NDARRAY -> throw place().damaged("calls numpy.ndarray, by which no pickle makes an array");
            case LIST, DICT, TUPLE, INT, FLOAT, BOOL, STR ->
                throw place().damaged("calls a type of Python, by which no pickle makes a value");
        };
    }

    /**
     * Gives an array or a dtype its state. What is set on a dictionary, as PyTorch does, is beside its entries: no
     * data.
     */
    void build(Value target, Value state) throws IOException {
        if (target instanceof Value.ArrayType type) {
            type.build(DType.with(place(), type.type(), state));
        } else if (target instanceof Value.Array array && array.content() == PickledContent.Missing.MISSING) {
            List<Value> parts = Arguments.elements(place(), state);
            array.build(contents.of(
                    place(),
                    Arguments.type(place(), at(parts, 2)),
                    Arguments.shape(place(), at(parts, 1)),
                    Arguments.flag(place(), at(parts, 3)) ? Order.FORTRAN : Order.C,
                    at(parts, 4)));
        } else if (!(target instanceof Value.Dictionary)) {
            throw place().wrong(
                            "sets the state of what is neither a new array nor a dtype; DERL reads no other objects");
        }
    }

    private PicklePlace place() {
        return input.place();
    }

    private Value at(List<Value> arguments, int index) throws IOException {
        if (index >= arguments.size()) {
            throw Arguments.wrong(place());
        }
        return arguments.get(index);
    }

    private Value reconstruct(List<Value> given) throws IOException {
        if (at(given, 0) instanceof Value.Name name && name.global() == Global.NDARRAY) {
            return new Value.Array(place());
        }
        throw Arguments.wrong(place());
    }

    private Value scalar(List<Value> given) throws IOException {
        NumpyType type = Arguments.type(place(), at(given, 0));
        return type.isObject()
                ? at(given, 1)
                : Value.Array.of(place(), contents.of(place(), type, new Shape(), Order.C, at(given, 1)));
    }

    private Value fromBuffer(List<Value> given) throws IOException {
        Order order =
                switch (Arguments.text(place(), at(given, 3))) {
                    case "C" -> Order.C;
                    case "F" -> Order.FORTRAN;
                    default -> throw Arguments.wrong(place());
                };
        return Value.Array.of(
                place(),
                contents.of(
                        place(),
                        Arguments.type(place(), at(given, 1)),
                        Arguments.shape(place(), at(given, 2)),
                        order,
                        at(given, 0)));
    }

    /** Bytes that were written as a text. */
    private RawBytes encode(List<Value> given) throws IOException {
        String encoding = Arguments.text(place(), at(given, 1));
        if (!encoding.equals("latin1") && !encoding.equals("latin-1")) {
            throw place().wrong("asks for the encoding '" + PicklePlace.shortened(encoding)
                    + "'; bytes are written as latin1");
        }
        Value text = at(given, 0);
        if (text instanceof Value.LongText longText) {
            return spill.decode(place(), input.channel(), longText.span(), longText.encoding());
        }
        String characters = Arguments.text(place(), text);
        budget.charge(place(), characters.length());
        return new RawBytes.Heap(TextEncoding.latin1(place(), characters));
    }

    private double decimal(String digits) throws IOException {
        try {
            return digits.equals("NaN") ? Double.NaN : Double.parseDouble(digits);
        } catch (NumberFormatException e) {
            throw place().damaged("has '" + PicklePlace.shortened(digits) + "' for a decimal number");
        }
    }

    /** The text of a path, of its parts. */
    private Value path(List<Value> given) throws IOException {
        StringBuilder path = new StringBuilder();
        for (Value part : given) {
            boolean joined = path.isEmpty() || path.charAt(path.length() - 1) == '/';
            path.append(joined ? "" : "/").append(Arguments.text(place(), part));
            budget.charge(place(), 2L * path.length());
        }
        return new Value.Text(path.toString());
    }

    private RawBytes bytes(List<Value> given) throws IOException {
        if (given.isEmpty()) {
            return new RawBytes.Heap(new byte[0]);
        }
        return given.size() == 1 ? Arguments.bytes(place(), given.get(0)) : encode(given);
    }
}

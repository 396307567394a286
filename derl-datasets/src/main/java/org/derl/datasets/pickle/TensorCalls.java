package org.derl.datasets.pickle;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.List;
import org.derl.data.file.NumberArray;
import org.derl.datasets.array.BufferNumbers;
import org.derl.datasets.array.ElementType;
import org.derl.datasets.array.Order;
import org.derl.datasets.array.view.Strided;
import org.derl.datasets.pickle.bytes.PicklePlace;
import org.derl.datasets.pickle.bytes.RawBytes;

/** Makes arrays of PyTorch's tensors: numbers of a storage from one on, at equal distances along each axis. */
final class TensorCalls {

    private static final int HOOKS = 5;
    private static final int TYPE = 6;

    private TensorCalls() {}

    /** An error that says what to do with a file of tensors that are not read. */
    static IOException refused(PicklePlace place, String what) {
        return place.wrong(what + "; " + Global.Foreigner.TORCH.wayOut(place.file()));
    }

    /**
     * A tensor, of storage, first element, shape, distances, two things about gradients, and at most its type and what
     * else there is to know.
     *
     * @throws IOException when they do not go together
     */
    static Value rebuild(PicklePlace place, Budget budget, List<Value> given) throws IOException {
        if (given.size() < 4
                || !(given.get(0) instanceof Value.Storage storage)
                || !(given.get(1) instanceof Value.Whole first)) {
            throw place.damaged("makes a tensor of what is none");
        }
        checkPlain(place, given);
        ElementType type =
                given.size() > TYPE && given.get(TYPE) instanceof Value.TensorType own ? own.type() : storage.type();
        Shape shape = Arguments.shape(place, given.get(2));
        Shape strides = Arguments.shape(place, given.get(3));
        RawBytes file = storage.file();
        if (file == null) {
            return new Value.Array(place);
        }
        budget.charge(place, file instanceof RawBytes.Stored ? Budget.MAPPING : 2 * Budget.OBJECT);
        Tensor tensor = new Tensor(place, type, first.value(), shape, strides);
        tensor.check(storage.elements() * storage.type().bytes() / type.bytes());
        return Value.Array.of(place, new PickledContent.Plain(tensor.numbers(file, storage.start())));
    }

    private static void checkPlain(PicklePlace place, List<Value> given) throws IOException {
        for (Value more : given.subList(Math.min(HOOKS, given.size()), given.size())) {
            if (more instanceof Value.Dictionary marks && !marks.entries().isEmpty()) {
                throw refused(place, "makes a tensor that is conjugate, negated or hooked");
            }
        }
    }

    private record Tensor(PicklePlace place, ElementType type, long first, Shape shape, Shape strides) {

        /** Checks that all elements lie within a storage of so many. */
        void check(long elements) throws IOException {
            if (strides.dimension() != shape.dimension()) {
                throw place.damaged("makes a tensor with " + strides.dimension() + " strides for shape " + shape);
            }
            try {
                long size = BufferNumbers.bytes(1, shape);
                long last = first;
                for (int axis = 0; axis < strides.dimension() && size > 0; axis++) {
                    last = Math.addExact(last, Math.multiplyExact(shape.get(axis) - 1, strides.get(axis)));
                }
                if (first < 0 || (size > 0 && last >= elements)) {
                    throw place.damaged("makes a tensor that reaches beyond its storage");
                } else if (size > elements) {
                    throw refused(place, "makes a tensor that shows numbers many times, as expand does");
                }
            } catch (ArithmeticException | IllegalArgumentException e) {
                throw place.damaged("makes a tensor of the impossible shape " + shape);
            }
        }

        NumberArray numbers(RawBytes file, long start) throws IOException {
            if (shape.size() == 0) {
                return file.part(0, type, shape, Order.C);
            }
            long from = start + first * type.bytes();
            if (isDense(true)) {
                return file.part(from, type, shape, Order.C);
            } else if (isDense(false)) {
                return file.part(from, type, shape, Order.FORTRAN);
            }
            long span = 1;
            for (int axis = 0; axis < strides.dimension(); axis++) {
                span += (shape.get(axis) - 1) * strides.get(axis);
            }
            return new Strided(file.part(from, type, new Shape(span), Order.C), shape, strides.getShape());
        }

        /** Whether elements lie side by side, along the last axis or along the first. */
        private boolean isDense(boolean alongLast) {
            long expected = 1;
            for (int i = 0; i < strides.dimension(); i++) {
                int axis = alongLast ? strides.dimension() - 1 - i : i;
                if (shape.get(axis) != 1 && strides.get(axis) != expected) {
                    return false;
                }
                expected *= shape.get(axis);
            }
            return true;
        }
    }
}

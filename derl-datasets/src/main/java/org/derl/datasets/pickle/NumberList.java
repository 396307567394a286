package org.derl.datasets.pickle;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.derl.data.file.NumberArray;
import org.derl.data.file.StoredArray;
import org.derl.datasets.array.BufferNumbers;
import org.derl.datasets.array.ElementType;
import org.derl.datasets.array.Order;
import org.jspecify.annotations.Nullable;

/**
 * Makes arrays of single numbers; several types of them become the smallest of bool, int64 and float64 that holds all.
 */
final class NumberList {

    private NumberList() {}

    /** Whether a value is a number by itself. */
    static boolean isNumber(Value value) {
        return value instanceof Value.Whole
                || value instanceof Value.Real
                || value instanceof Value.Truth
                || scalar(value) instanceof NumberArray;
    }

    /** A value that is an array without axes; null where it is none. */
    static @Nullable StoredArray scalar(Value value) {
        return value instanceof Value.Array array
                        && array.content() instanceof PickledContent.Plain plain
                        && plain.array().shape().dimension() == 0
                ? plain.array()
                : null;
    }

    /** An array of numbers. */
    static StoredArray array(Shape shape, List<Value> numbers) throws IOException {
        ElementType type = type(numbers);
        ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(type.bytes(), numbers.size()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (Value number : numbers) {
            if (scalar(number) instanceof NumberArray array && array.dtype().equals(type.toString())) {
                ByteBuffer element = ByteBuffer.allocate(type.bytes());
                array.bytes(0, element);
                buffer.put(element.flip());
            } else if (number instanceof Value.Whole whole && type == ElementType.INT64) {
                buffer.putLong(whole.value());
            } else {
                put(buffer, type, real(number));
            }
        }
        return BufferNumbers.of(type, shape, Order.C, buffer.flip());
    }

    private static void put(ByteBuffer buffer, ElementType type, double number) {
        switch (type) {
            case BOOL -> buffer.put((byte) number);
            case INT64 -> buffer.putLong((long) number);
            default -> buffer.putDouble(number);
        }
    }

    private static ElementType type(List<Value> numbers) {
        Set<ElementType> types = numbers.stream().map(NumberList::type).collect(Collectors.toSet());
        if (types.size() == 1) {
            return types.iterator().next();
        }
        // As numpy does, which has no integer that holds both signs and all of uint64.
        boolean whole = !types.isEmpty()
                && types.stream().noneMatch(type -> type.toString().startsWith("float") || type == ElementType.UINT64);
        return whole ? ElementType.INT64 : ElementType.FLOAT64;
    }

    private static ElementType type(Value number) {
        if (number instanceof Value.Whole) {
            return ElementType.INT64;
        } else if (number instanceof Value.Truth) {
            return ElementType.BOOL;
        }
        StoredArray scalar = scalar(number);
        return scalar == null
                ? ElementType.FLOAT64
                : ElementType.named(scalar.dtype()).orElseThrow();
    }

    /** A number as the nearest double. */
    static double real(Value number) throws IOException {
        if (number instanceof Value.Whole whole) {
            return whole.value();
        } else if (number instanceof Value.Truth truth) {
            return truth.value() ? 1 : 0;
        } else if (number instanceof Value.Real real) {
            return real.value();
        } else if (scalar(number) instanceof NumberArray array) {
            double[] value = new double[1];
            array.doubles(0, value, 0, 1);
            return value[0];
        }
        throw new IllegalArgumentException("no number");
    }
}

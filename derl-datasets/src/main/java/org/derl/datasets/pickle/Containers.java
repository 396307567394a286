package org.derl.datasets.pickle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.derl.datasets.pickle.bytes.PickleInput;
import org.derl.datasets.pickle.bytes.PicklePlace;

/** Makes what Python's containers hold: sets, dictionaries of all kinds, ranges. */
final class Containers {

    private final PickleInput input;
    private final Budget budget;

    Containers(PickleInput input, Budget budget) {
        this.input = input;
        this.budget = budget;
    }

    /** A set, of the elements of a list. */
    Value set(List<Value> given) throws IOException {
        return sequence(Value.Sequence.Kind.SET, given.isEmpty() ? List.of() : elements(given.get(0)));
    }

    /** A queue, of the elements of a list, which is given its other elements as a list is. */
    Value deque(List<Value> given) throws IOException {
        return sequence(Value.Sequence.Kind.LIST, given.isEmpty() ? List.of() : elements(given.get(0)));
    }

    /** An ordered dictionary, of pairs. */
    Value ordered(List<Value> given) throws IOException {
        Value.Dictionary dictionary = Value.Dictionary.empty();
        for (Value pair : given.isEmpty() ? List.<Value>of() : elements(given.get(0))) {
            List<Value> both = elements(pair);
            if (both.size() != 2) {
                throw Arguments.wrong(place());
            }
            put(dictionary, both.get(0), both.get(1));
        }
        return dictionary;
    }

    /** A dictionary that would be filled by a type or by nothing; what is in it follows. */
    Value withDefault(List<Value> given) throws IOException {
        for (Value factory : given) {
            if (!(factory instanceof Value.Name) && factory != Value.None.NONE) {
                throw Arguments.wrong(place());
            }
        }
        return Value.Dictionary.empty();
    }

    /** A dictionary of counts. */
    Value counter(List<Value> given) throws IOException {
        Value.Dictionary dictionary = Value.Dictionary.empty();
        if (!given.isEmpty()) {
            if (!(given.get(0) instanceof Value.Dictionary counts)) {
                throw Arguments.wrong(place());
            }
            budget.charge(place(), counts.entries().size(), 2 * Budget.OBJECT);
            for (Map.Entry<String, Value> count : counts.entries().entrySet()) {
                dictionary.entries().put(count.getKey(), count.getValue());
            }
        }
        return dictionary;
    }

    /** The numbers of a range. */
    Value range(List<Value> given) throws IOException {
        if (given.isEmpty() || given.size() > 3) {
            throw Arguments.wrong(place());
        }
        long first = given.size() == 1 ? 0 : whole(given.get(0));
        long end = whole(given.get(given.size() == 1 ? 0 : 1));
        long step = given.size() == 3 ? whole(given.get(2)) : 1;
        List<Value> numbers = new ArrayList<>();
        long count = count(first, end, step);
        budget.charge(place(), count, Budget.OBJECT);
        for (long i = 0; i < count; i++) {
            numbers.add(new Value.Whole(first + i * step));
        }
        return new Value.Sequence(Value.Sequence.Kind.LIST, numbers);
    }

    private long count(long first, long end, long step) throws IOException {
        if (step == 0) {
            throw Arguments.wrong(place());
        } else if (step > 0 ? first >= end : first <= end) {
            return 0;
        }
        try {
            return Math.addExact(Math.subtractExact(end, first) - Long.signum(step), step) / step;
        } catch (ArithmeticException e) {
            throw place().wrong("has a range of more numbers than there are");
        }
    }

    /** Start, end and step of a slice. */
    Value slice(List<Value> given) throws IOException {
        return sequence(Value.Sequence.Kind.TUPLE, given);
    }

    private Value sequence(Value.Sequence.Kind kind, List<Value> elements) throws IOException {
        budget.charge(place(), elements.size(), Budget.STEP);
        return new Value.Sequence(kind, new ArrayList<>(elements));
    }

    private void put(Value.Dictionary dictionary, Value key, Value value) throws IOException {
        budget.charge(place(), Budget.OBJECT);
        dictionary.put(place(), key, value);
    }

    private List<Value> elements(Value value) throws IOException {
        return Arguments.elements(place(), value);
    }

    private long whole(Value value) throws IOException {
        if (value instanceof Value.Whole whole) {
            return whole.value();
        }
        throw Arguments.wrong(place());
    }

    private PicklePlace place() {
        return input.place();
    }
}

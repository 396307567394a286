package org.derl.datasets.pickle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.derl.datasets.pickle.bytes.PickleInput;

/** The values that a pickle is at work on, the marks between them, and those that it remembers. */
final class PickleStack {

    private final PickleInput input;
    private final Budget budget;
    private final List<Value> values = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Long, Value> memo = new HashMap<>();

    PickleStack(PickleInput input, Budget budget) {
        this.input = input;
        this.budget = budget;
    }

    void push(Value value) {
        values.add(value);
    }

    void mark() {
        marks.add(values.size());
    }

    /** The value on top, which stays. */
    Value top() throws IOException {
        checkNotEmpty();
        return values.get(values.size() - 1);
    }

    /** Takes the value on top. */
    Value pop() throws IOException {
        checkNotEmpty();
        return values.remove(values.size() - 1);
    }

    /** Takes away the value on top, or the mark where there is none above it. */
    void drop() throws IOException {
        if (!marks.isEmpty() && marks.get(marks.size() - 1) == values.size()) {
            marks.remove(marks.size() - 1);
        } else {
            pop();
        }
    }

    /** Takes all values above the last mark, and the mark. */
    List<Value> popToMark() throws IOException {
        if (marks.isEmpty()) {
            throw input.place().damaged("goes back to a mark where none is set");
        }
        List<Value> above = values.subList(marks.remove(marks.size() - 1), values.size());
        List<Value> taken = new ArrayList<>(above);
        above.clear();
        return taken;
    }

    private void checkNotEmpty() throws IOException {
        int floor = marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
        if (values.size() == floor) {
            throw input.place().damaged("takes a value where none is left");
        }
    }

    void remember(long name) throws IOException {
        budget.charge(input.place(), Budget.OBJECT);
        memo.put(name, top());
    }

    void rememberNext() throws IOException {
        remember(memo.size());
    }

    void recall(long name) throws IOException {
        Value value = memo.get(name);
        if (value == null) {
            throw input.place().damaged("asks for the remembered value " + name + ", which there is not");
        }
        push(value);
    }
}

package org.derl.datasets.pickle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.derl.datasets.pickle.Value.Sequence;
import org.derl.datasets.pickle.bytes.Opcode;
import org.derl.datasets.pickle.bytes.PickleInput;
import org.derl.datasets.pickle.bytes.PicklePlace;
import org.derl.datasets.pickle.bytes.Spill;

/** Follows the instructions of a pickle and makes its value. */
final class Unpickler {

    private static final int NEWEST = 5;

    private final PickleInput input;
    private final Budget budget;
    private final PickleStack stack;
    private final Literals literals;
    private final Calls calls;
    private final Storages storages;

    /** @param storages where the numbers of tensors lie */
    Unpickler(PickleInput input, Budget budget, Spill spill, Storages storages) {
        this.input = input;
        this.budget = budget;
        this.stack = new PickleStack(input, budget);
        this.literals = new Literals(input, budget, spill);
        this.calls = new Calls(input, budget, spill, storages);
        this.storages = storages;
    }

    /**
     * Reads the pickle.
     *
     * @throws IOException when it is damaged, or asks for what is not read
     */
    Value read() throws IOException {
        Opcode opcode = input.opcode();
        while (opcode != Opcode.STOP) {
            budget.charge(input.place(), Budget.STEP);
            follow(opcode);
            opcode = input.opcode();
        }
        return stack.pop();
    }

    private void follow(Opcode opcode) throws IOException {
        switch (opcode) {
            case PROTO -> protocol(input.number(1));
            case FRAME -> input.need(input.number(8));
            case STOP -> {}
            case MARK -> stack.mark();
            case POP -> stack.drop();
            case POP_MARK -> stack.popToMark();
            case DUP -> stack.push(stack.top());

            case NONE -> stack.push(Value.None.NONE);
            case NEWTRUE -> make(new Value.Truth(true));
            case NEWFALSE -> make(new Value.Truth(false));
            case INT -> make(literals.whole());
            case LONG -> make(literals.longWhole());
            case BININT -> make(new Value.Whole(input.signed(4)));
            case BININT1 -> make(new Value.Whole(input.number(1)));
            case BININT2 -> make(new Value.Whole(input.number(2)));
            case LONG1 -> make(literals.bytesWhole(input.number(1)));
            case LONG4 -> make(literals.bytesWhole(input.signed(4)));
            case FLOAT -> make(literals.real());
            case BINFLOAT -> make(new Value.Real(input.real()));

            case STRING -> make(literals.stringLine());
            case SHORT_BINSTRING, SHORT_BINBYTES -> make(literals.bytes(input.number(1)));
            case BINSTRING -> make(literals.bytes(input.signed(4)));
            case BINBYTES -> make(literals.bytes(input.number(4)));
            case BINBYTES8, BYTEARRAY8 -> make(literals.bytes(input.number(8)));
            case UNICODE -> make(literals.textLine());
            case SHORT_BINUNICODE -> make(literals.text(input.number(1)));
            case BINUNICODE -> make(literals.text(input.number(4)));
            case BINUNICODE8 -> make(literals.text(input.number(8)));

            case EMPTY_LIST -> make(new Sequence(Sequence.Kind.LIST, new ArrayList<>()));
            case LIST -> make(new Sequence(Sequence.Kind.LIST, stack.popToMark()));
            case APPEND -> append(Sequence.Kind.LIST, List.of(stack.pop()));
            case APPENDS -> append(Sequence.Kind.LIST, stack.popToMark());
            case EMPTY_TUPLE -> tuple(0);
            case TUPLE -> make(new Sequence(Sequence.Kind.TUPLE, stack.popToMark()));
            case TUPLE1 -> tuple(1);
            case TUPLE2 -> tuple(2);
            case TUPLE3 -> tuple(3);
            case EMPTY_DICT -> make(Value.Dictionary.empty());
            case DICT -> dictionary(stack.popToMark());
            case SETITEM -> putOne();
            case SETITEMS -> put(stack.popToMark());
            case EMPTY_SET -> make(new Sequence(Sequence.Kind.SET, new ArrayList<>()));
            case FROZENSET -> make(new Sequence(Sequence.Kind.SET, stack.popToMark()));
            case ADDITEMS -> append(Sequence.Kind.SET, stack.popToMark());

            case GET -> stack.recall(literals.memoName());
            case BINGET -> stack.recall(input.number(1));
            case LONG_BINGET -> stack.recall(input.number(4));
            case PUT -> stack.remember(literals.memoName());
            case BINPUT -> stack.remember(input.number(1));
            case LONG_BINPUT -> stack.remember(input.number(4));
            case MEMOIZE -> stack.rememberNext();

            case GLOBAL -> name(input.shortLine(Arguments.LONGEST_NAME), input.shortLine(Arguments.LONGEST_NAME));
            case STACK_GLOBAL -> stackName();
            case REDUCE -> reduce();
            case BUILD -> build();

            case INST ->
                throw refused(input.shortLine(Arguments.LONGEST_NAME), input.shortLine(Arguments.LONGEST_NAME));
            case OBJ, NEWOBJ, NEWOBJ_EX -> throw refused(opcode, "an object of a class");
            case BINPERSID -> storage();
            case PERSID -> throw refused(opcode, "what lies outside of the file");
            case EXT1, EXT2, EXT4 -> throw refused(opcode, "a class of a registry of extensions");
            case NEXT_BUFFER, READONLY_BUFFER ->
                throw refused(opcode, "the content of an array that lies outside of the file");
        }
    }

    private void make(Value value) throws IOException {
        budget.charge(input.place(), Budget.OBJECT);
        stack.push(value);
    }

    private void protocol(long protocol) throws IOException {
        if (protocol > NEWEST) {
            throw input.place()
                    .wrong("announces protocol " + protocol + ", but the newest that is known is " + NEWEST
                            + ": save the file by an older one");
        }
    }

    private void tuple(int size) throws IOException {
        List<Value> elements = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            elements.add(0, stack.pop());
        }
        make(new Sequence(Sequence.Kind.TUPLE, elements));
    }

    private void append(Sequence.Kind kind, List<Value> values) throws IOException {
        if (!(stack.top() instanceof Sequence sequence) || sequence.kind() != kind) {
            throw input.place().damaged("adds to what is no " + (kind == Sequence.Kind.LIST ? "list" : "set"));
        }
        sequence.elements().addAll(values);
    }

    private void dictionary(List<Value> entries) throws IOException {
        make(Value.Dictionary.empty());
        put(entries);
    }

    private void putOne() throws IOException {
        Value value = stack.pop();
        put(List.of(stack.pop(), value));
    }

    private void put(List<Value> entries) throws IOException {
        if (!(stack.top() instanceof Value.Dictionary dictionary)) {
            throw input.place().damaged("adds an entry to what is no dictionary");
        } else if (entries.size() % 2 != 0) {
            throw input.place().damaged("adds a key without a value to a dictionary");
        }
        budget.charge(input.place(), entries.size(), Budget.OBJECT);
        for (int i = 0; i < entries.size(); i += 2) {
            dictionary.put(input.place(), entries.get(i), entries.get(i + 1));
        }
    }

    private void stackName() throws IOException {
        String name = Arguments.text(input.place(), stack.pop());
        name(Arguments.text(input.place(), stack.pop()), name);
    }

    private void name(String module, String name) throws IOException {
        Optional<Value> known = Global.of(module, name).map(Value.Name::new);
        make(known.or(() -> TensorTypes.of(module, name)).orElseThrow(() -> refused(module, name)));
    }

    private void storage() throws IOException {
        StorageId id = StorageId.of(input.place(), stack.pop())
                .orElseThrow(() -> refused(Opcode.BINPERSID, "what lies outside of the file"));
        make(storages.of(input.place(), id));
    }

    private void reduce() throws IOException {
        Value arguments = stack.pop();
        make(calls.call(stack.pop(), arguments));
    }

    private void build() throws IOException {
        Value state = stack.pop();
        calls.build(stack.top(), state);
    }

    private IOException refused(String module, String name) {
        String asked = "asks for '" + PicklePlace.shortened(module + "." + name) + "', which is no part of an array; ";
        return input.place()
                .wrong(asked
                        + Global.Foreigner.of(module)
                                .map(foreigner -> foreigner.wayOut(input.file()))
                                .orElse("DERL reads arrays, numbers, texts, lists and dictionaries, and runs no code"));
    }

    private IOException refused(Opcode opcode, String what) {
        return input.place()
                .wrong("(" + opcode + ") asks for " + what
                        + "; DERL reads arrays, numbers, texts, lists and dictionaries, and runs no code");
    }
}

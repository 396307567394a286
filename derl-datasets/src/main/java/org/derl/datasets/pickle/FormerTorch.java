package org.derl.datasets.pickle;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.derl.datasets.pickle.bytes.PickleInput;
import org.derl.datasets.pickle.bytes.PicklePlace;
import org.derl.datasets.pickle.bytes.RawBytes;
import org.derl.datasets.pickle.bytes.Spill;

/**
 * A file as PyTorch wrote it before it wrote zip files: a number that is the same in all of them, pickles of a version,
 * of the machine and of the value, the keys of storages, and their bytes.
 */
final class FormerTorch {

    private static final byte[] START = HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa850192e");
    private static final long VERSION = 1001;

    private final PickleInput input;
    private final Budget budget;
    private final Spill spill;
    private final RawBytes whole;
    private final long start;
    private final Map<String, StorageId> named = new HashMap<>();

    /**
     * A file.
     *
     * @param input its bytes, to be read in order
     * @param whole the same, to be shown as numbers
     */
    FormerTorch(PickleInput input, Budget budget, Spill spill, RawBytes whole) {
        this.input = input;
        this.budget = budget;
        this.spill = spill;
        this.whole = whole;
        this.start = input.position();
    }

    /** Whether a file begins as all of these do. */
    static boolean recognizes(byte[] start) {
        return start.length >= START.length && Arrays.equals(start, 0, START.length, START, 0, START.length);
    }

    /**
     * Its value. It is read twice, for where its storages lie is known only when it has been read.
     *
     * @throws IOException when it is damaged, or asks for what is not read
     */
    Value read() throws IOException {
        if (!Arrays.equals(input.bytes(START.length), START)) {
            throw place().damaged("gives PyTorch a file that is none of its own");
        } else if (!(unpickled(this::remembered) instanceof Value.Whole version) || version.value() != VERSION) {
            throw place().damaged("begins a file of PyTorch of a version that there is not");
        } else if (!(unpickled(this::remembered) instanceof Value.Dictionary machine)
                || !(machine.entries().get("little_endian") instanceof Value.Truth little)
                || !little.value()) {
            throw TensorCalls.refused(place(), "holds tensors of a machine whose highest byte comes first");
        }
        PickleInput again = input.from(input.position());
        unpickled(this::remembered);
        Map<String, Value> storages = storages();
        return new Unpickler(again, budget, spill, (place, id) -> {
                    Value storage = storages.get(id.key());
                    if (storage == null) {
                        throw missing(id.key());
                    }
                    return storage;
                })
                .read();
    }

    private Value unpickled(Storages storages) throws IOException {
        return new Unpickler(input, budget, spill, storages).read();
    }

    private Value remembered(PicklePlace place, StorageId id) throws IOException {
        budget.charge(place, Budget.OBJECT);
        StorageId former = named.putIfAbsent(id.key(), id);
        if (former != null && !former.equals(id)) {
            throw place.damaged("asks for one storage as if it were two");
        }
        return id.later();
    }

    private Map<String, Value> storages() throws IOException {
        Map<String, Value> storages = new HashMap<>();
        for (Value key : Arguments.elements(place(), unpickled(this::remembered))) {
            String name = Arguments.text(place(), key);
            StorageId id = named.get(name);
            if (id == null) {
                throw missing(name);
            } else if (input.number(Long.BYTES) != id.elements()) {
                throw place().damaged("ends a pickle of PyTorch whose storages are longer or shorter than it says");
            }
            RawBytes.Span span = input.skip(id.bytes());
            storages.put(name, id.storage(whole, span.start() - start));
        }
        return storages;
    }

    private IOException missing(String key) {
        return place().damaged("asks for storage " + PicklePlace.shortened(key) + ", which there is not");
    }

    private PicklePlace place() {
        return input.place();
    }
}

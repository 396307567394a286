package org.derl.datasets.pickle;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.derl.datasets.pickle.bytes.PickleInput;
import org.derl.datasets.pickle.bytes.PicklePlace;
import org.derl.datasets.pickle.bytes.RawBytes;
import org.derl.datasets.pickle.bytes.Spill;

/** Storages of tensors that were pickled like any other object: each is a small file of PyTorch. */
final class PackedStorages implements Storages {

    private final Budget budget;
    private final Spill spill;
    /** One that is asked for many times is read once. */
    private final Map<RawBytes, Value> loaded = new HashMap<>();

    PackedStorages(Budget budget, Spill spill) {
        this.budget = budget;
        this.spill = spill;
    }

    @Override
    public Value of(PicklePlace place, StorageId id) throws IOException {
        throw TensorCalls.refused(place, "asks for a storage of PyTorch that lies outside of the file");
    }

    @Override
    public Value load(PicklePlace place, RawBytes file) throws IOException {
        Value former = loaded.get(file);
        if (former != null) {
            return former;
        }
        budget.charge(place, Budget.MAPPING / 2);
        Value storage = new FormerTorch(input(place, file), budget, spill, file).read();
        loaded.put(file, storage);
        return storage;
    }

    private PickleInput input(PicklePlace place, RawBytes file) throws IOException {
        if (file instanceof RawBytes.Stored stored) {
            return new PickleInput(place.file(), stored.channel(), stored.span(), Integer.MAX_VALUE);
        } else if (file instanceof RawBytes.Heap heap) {
            return new PickleInput(place.file(), spill.channel(), spill.put(heap.buffer()), Integer.MAX_VALUE);
        }
        throw Arguments.wrong(place);
    }
}

package org.derl.datasets.pickle;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.derl.datasets.array.ElementType;
import org.derl.datasets.pickle.bytes.PicklePlace;
import org.derl.datasets.pickle.bytes.RawBytes;

/**
 * What a pickle of PyTorch calls a storage, whose bytes lie elsewhere.
 *
 * @param elements how many it has
 */
record StorageId(ElementType type, String key, long elements) {

    private static final int TYPE = 1;
    private static final int KEY = 2;
    private static final int ELEMENTS = 4;
    private static final int VIEW = 5;

    /**
     * The one of a tuple: what it is, type, key, device, number of elements, and in old files which part is meant.
     *
     * @return nothing where it is none
     */
    static Optional<StorageId> of(PicklePlace place, Value id) throws IOException {
        if (!(id instanceof Value.Sequence tuple)
                || tuple.elements().size() <= ELEMENTS
                || !(tuple.elements().get(TYPE) instanceof Value.TensorType type)
                || !(tuple.elements().get(ELEMENTS) instanceof Value.Whole elements)) {
            return Optional.empty();
        }
        List<Value> parts = tuple.elements();
        if (parts.size() > VIEW && parts.get(VIEW) != Value.None.NONE) {
            throw TensorCalls.refused(place, "asks for a part of a storage, as PyTorch before 0.4 wrote it");
        } else if (elements.value() < 0 || elements.value() > Long.MAX_VALUE / Long.BYTES) {
            throw place.damaged("asks for a storage of " + elements.value() + " elements");
        }
        return Optional.of(new StorageId(type.type(), Arguments.text(place, parts.get(KEY)), elements.value()));
    }

    long bytes() {
        return elements * type.bytes();
    }

    /** The storage, which begins at a byte of a file. */
    Value.Storage storage(RawBytes file, long start) {
        return new Value.Storage(type, file, start, elements);
    }

    /** The storage, of which it is not known yet where it lies. */
    Value.Storage later() {
        return new Value.Storage(type, null, 0, elements);
    }
}

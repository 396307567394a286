package org.derl.datasets.pickle;

import java.io.IOException;
import org.derl.datasets.pickle.bytes.PicklePlace;
import org.derl.datasets.pickle.bytes.RawBytes;

/** Where the numbers of PyTorch's tensors lie. */
@FunctionalInterface
interface Storages {

    /**
     * A storage that the pickle names.
     *
     * @throws IOException when there is none of that name
     */
    Value of(PicklePlace place, StorageId id) throws IOException;

    /**
     * A storage that lies within the pickle, as a file of PyTorch in it.
     *
     * @throws IOException when it is none
     */
    default Value load(PicklePlace place, RawBytes file) throws IOException {
        throw place.damaged("has a file of PyTorch within one");
    }
}

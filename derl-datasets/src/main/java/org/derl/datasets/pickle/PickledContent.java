package org.derl.datasets.pickle;

import ai.djl.ndarray.types.Shape;
import org.derl.data.file.StoredArray;

/** What an array of a pickle holds. */
sealed interface PickledContent {

    /** Nothing yet: it was begun, but not built. */
    enum Missing implements PickledContent {
        MISSING
    }

    /** Numbers or texts of one size. */
    record Plain(StoredArray array) implements PickledContent {}

    /** Any values, in C order. */
    record Objects(Shape shape, Value.Sequence values) implements PickledContent {}
}

package org.derl.data.file;

import ai.djl.ndarray.types.Shape;

/** An array of a file: what it holds is known at once, and stays in the file until it is asked for. */
public interface StoredArray {

    /** The type of its elements by numpy's name: float32, int64, bool, str672, object ... */
    String dtype();

    /** The lengths of its axes; none for a single value. */
    Shape shape();

    /** How many elements it has. */
    default long size() {
        return shape().size();
    }
}

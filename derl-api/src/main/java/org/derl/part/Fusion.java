package org.derl.part;

import ai.djl.ndarray.NDArray;

/** Joins one vector a modality into a single one. Its recipe is given the sizes, a {@code ByModality<Integer>}. */
public interface Fusion {

    /** Joins (batch, size) each into (batch, {@link #size()}). */
    NDArray fuse(Pass pass, Representations representations);

    /** The length of the vector that comes out. */
    int size();
}

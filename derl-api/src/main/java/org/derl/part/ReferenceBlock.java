package org.derl.part;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * A piece that a reference implementation has been run on by itself and that is no other kind of part, such as an update
 * of labels: named arrays in, named arrays out. It exists to be compared; no model is made of it. Its recipe is given
 * the shapes of what comes in, by name.
 */
public interface ReferenceBlock {

    /** Computes from the arrays that the block names. */
    Map<String, NDArray> compute(Pass pass, Map<String, NDArray> inputs);
}

package org.derl.part;

import ai.djl.ndarray.NDArray;
import org.derl.config.Kind;
import org.derl.data.ByModality;

/**
 * Joins the vectors of all modalities into one vector. Its recipe is given the sizes, a {@code ByModality<Integer>}.
 */
public interface Fusion {

    /** The kind that jars offer it by; a recipe is given the size of each view. */
    Kind<ByModality<Integer>, Fusion> KIND = Kind.of(Fusion.class);

    /** Joins (batch, size) each into (batch, {@link #size()}). */
    NDArray fuse(Pass pass, Representations representations);

    /** The length of the fused vector. */
    int size();
}

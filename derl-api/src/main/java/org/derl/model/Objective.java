package org.derl.model;

import org.derl.data.Batch;
import org.derl.part.Pass;

/** What a sweep minimizes. */
@FunctionalInterface
public interface Objective<F extends Forward> {

    /** The losses of a batch. */
    Losses losses(Pass pass, F forward, Batch batch);
}

package org.derl.part;

import ai.djl.ndarray.NDArray;
import org.derl.config.Kind;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;

/** Turns a sequence into one vector per sample. Its recipe is given the input's {@code FeatureShape}. */
public interface UtteranceEncoder {

    /** The kind that jars offer it by; a recipe is given the shape of what it reads. */
    Kind<FeatureShape, UtteranceEncoder> KIND = Kind.of(UtteranceEncoder.class);

    /** Encodes (batch, time, size of the input) into (batch, {@link #size()}). */
    NDArray encode(Pass pass, Sequence sequence);

    /** The length of the output vector. */
    int size();
}

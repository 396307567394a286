package org.derl.part;

import java.util.List;
import org.derl.config.Kind;
import org.derl.data.Sequence;

/** Encodes a sequence depending on sequences of other modalities. Its recipe is given a {@link CrossShape}. */
public interface CrossEncoder {

    /** The kind that jars offer it by; a recipe is given the sizes of what it reads. */
    Kind<CrossShape, CrossEncoder> KIND = Kind.of(CrossEncoder.class);

    /** Encodes the target, (batch, time, size), reading the sources, each over steps of its own; the size stays. */
    Sequence encode(Pass pass, Sequence target, List<Sequence> sources);

    /**
     * What a cross-modal encoder must know to be built.
     *
     * @param size the number of features of a time step, in the target and all sources
     * @param sources the number of sources
     */
    record CrossShape(int size, int sources) {}
}

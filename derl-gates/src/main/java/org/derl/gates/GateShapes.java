package org.derl.gates;

import org.derl.part.Gate.GateShape;

/** What gates demand of the sequences they are given. */
final class GateShapes {

    private GateShapes() {}

    /** A gate that joins its target with exactly one context of the same size. */
    static void checkOneContext(String gate, GateShape shape) {
        if (shape.context().size() != 1 || shape.context().get(0) != shape.target()) {
            throw new IllegalArgumentException(
                    "'" + gate + "' joins a target with one context of its size, but they are " + shape.target()
                            + " and " + shape.context());
        }
    }
}

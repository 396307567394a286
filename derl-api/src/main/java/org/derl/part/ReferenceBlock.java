package org.derl.part;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.derl.config.Kind;

/**
 * A piece with its own fixtures of a reference implementation that is no other kind of part, such as an update of
 * labels: named arrays in, named arrays out. It exists only to be compared; no model contains it. Its recipe gets the
 * shapes of the inputs, by name.
 */
public interface ReferenceBlock {

    /** The kind that jars offer it by; a recipe is given the shapes of a fixture's inputs. */
    Kind<Map<String, Shape>, ReferenceBlock> KIND = Kind.of(ReferenceBlock.class);

    /**
     * Computes from the arrays that the block names.
     *
     * @throws IllegalArgumentException when one is missing
     */
    Map<String, NDArray> compute(Pass pass, Map<String, NDArray> inputs);

    /** One of the arrays, or of their shapes; a block says so where it is missing. */
    static <T> T input(Map<String, T> inputs, String name) {
        T found = inputs.get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no input '" + name + "', only " + inputs.keySet());
        }
        return found;
    }
}

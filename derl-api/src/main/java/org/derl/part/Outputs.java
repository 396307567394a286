package org.derl.part;

import ai.djl.ndarray.NDArray;
import org.derl.data.Sequence;

/**
 * Checks that parts output the shapes that they declare. Otherwise the next layer would fail with a message that names
 * no part.
 */
public final class Outputs {

    private Outputs() {}

    /**
     * One vector per sample.
     *
     * @param part whose output it is
     * @param size that it declares
     * @return the output
     * @throws IllegalStateException when it is not (batch, size)
     */
    public static NDArray vector(Object part, NDArray output, int size) {
        if (output.getShape().dimension() != 2 || output.getShape().get(1) != size) {
            throw new IllegalStateException(outputs(part, output) + ", but declares size " + size);
        }
        return output;
    }

    /**
     * The steps of a sequence.
     *
     * @param part whose output they are
     * @param input the sequence that it was given
     * @param size that it declares of a step
     * @return the output
     * @throws IllegalStateException when it has not as many samples and steps as the input, of that size
     */
    public static Sequence steps(Object part, Sequence input, Sequence output, int size) {
        boolean alike = output.batch() == input.batch() && output.time() == input.time() && output.size() == size;
        if (!alike) {
            throw new IllegalStateException(outputs(part, output.values()) + " for " + input.batch() + " samples of "
                    + input.time() + " steps, but declares that a step has size " + size);
        }
        return output;
    }

    /** (batch, outputs) to (batch) where there is a single output. */
    public static NDArray single(NDArray scores) {
        return scores.getShape().get(1) == 1 ? scores.squeeze(1) : scores;
    }

    private static String outputs(Object part, NDArray output) {
        return part.getClass().getName().replaceFirst("\\$\\$Lambda.*", "") + " outputs " + output.getShape();
    }
}

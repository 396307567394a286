package org.derl.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.derl.tensor.Tensors;

/**
 * The positions of MulT: step p, counted from 1, has {@code sin(p / 10000^(j / (half - 1)))} in column j of the first
 * half of the features and the cosines of the same in the second half; an odd size ends in a column of zeros.
 */
final class StepSinusoids {

    private static final double LONGEST_WAVE = 10000;

    private final int size;
    private float[] table = {};

    /**
     * For vectors of a size.
     *
     * @throws IllegalArgumentException when the size is below 4, for which the waves are not defined
     */
    StepSinusoids(int size) {
        if (size < 4) {
            throw new IllegalArgumentException("positions need a size of 4 or more, not " + size);
        }
        this.size = size;
    }

    /** The first steps, (time, size). */
    NDArray first(NDManager manager, int time) {
        if (table.length < time * size) {
            table = computed(time);
        }
        return Tensors.of(manager, Arrays.copyOf(table, time * size), new Shape(time, size));
    }

    private float[] computed(int time) {
        int half = size / 2;
        float[] values = new float[time * size];
        for (int step = 0; step < time; step++) {
            for (int j = 0; j < half; j++) {
                double angle = (step + 1) * StrictMath.pow(LONGEST_WAVE, -j / (half - 1.0));
                values[step * size + j] = (float) StrictMath.sin(angle);
                values[step * size + half + j] = (float) StrictMath.cos(angle);
            }
        }
        return values;
    }
}

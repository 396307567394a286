package org.derl.data.preparation;

import java.util.Arrays;

/** The mean over the steps of a sequence, with the sums and the rounding that numpy has over the first axis. */
public final class Averaging {

    private Averaging() {}

    /**
     * The mean of each column, a step of (width).
     *
     * @param values (time, width), step by step, at least one
     */
    static float[] of(float[] values, int width) {
        float[] step = values.clone();
        in(step, 0, values.length / width, width);
        return Arrays.copyOf(step, width);
    }

    /**
     * Puts the mean of steps in the place of their first; where it is not a number, zero.
     *
     * @return how many means were not a number
     */
    public static int in(float[] values, int from, int steps, int width) {
        float[] sums = Arrays.copyOfRange(values, from, from + width);
        for (int step = 1; step < steps; step++) {
            for (int column = 0; column < width; column++) {
                sums[column] += values[from + step * width + column];
            }
        }
        int nans = 0;
        for (int column = 0; column < width; column++) {
            float mean = sums[column] / steps;
            nans += Float.isNaN(mean) ? 1 : 0;
            values[from + column] = Float.isNaN(mean) ? 0 : mean;
        }
        return nans;
    }
}

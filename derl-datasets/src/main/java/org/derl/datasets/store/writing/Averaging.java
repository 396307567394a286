package org.derl.datasets.store.writing;

/** The mean over the steps of a sequence, with the sums and the rounding that numpy has over the first axis. */
final class Averaging {

    private final float[] sums;
    private long nans;

    Averaging(int width) {
        sums = new float[width];
    }

    /** Puts the mean of steps in the place of their first; where it is not a number, zero. */
    void average(float[] values, int from, int steps) {
        int width = sums.length;
        System.arraycopy(values, from, sums, 0, width);
        for (int step = 1; step < steps; step++) {
            for (int column = 0; column < width; column++) {
                sums[column] += values[from + step * width + column];
            }
        }
        for (int column = 0; column < width; column++) {
            float mean = sums[column] / steps;
            nans += Float.isNaN(mean) ? 1 : 0;
            values[from + column] = Float.isNaN(mean) ? 0 : mean;
        }
    }

    /** How many means were not a number. */
    long nans() {
        return nans;
    }
}

package org.derl.datasets.audio;

import java.util.Arrays;

/** Averages some frames to a time step each, and the last ones that are left to one more. */
final class Steps {

    private static final int DELTA_REACH = 2;

    private final int width;
    private final int frames;
    private final double[] sums;
    private int summed;
    private float[] values = new float[0];
    private int count;

    /**
     * Averages.
     *
     * @param width features of a frame
     * @param frames of a step
     */
    Steps(int width, int frames) {
        this.width = width;
        this.frames = frames;
        sums = new double[width];
    }

    /** Takes the features of the next frame. */
    void add(double[] frame) {
        for (int i = 0; i < width; i++) {
            sums[i] += frame[i];
        }
        if (++summed == frames) {
            end();
        }
    }

    /** Ends the last step. */
    void end() {
        if (summed == 0) {
            return;
        }
        int offset = count * width;
        if (offset + width > values.length) {
            values = Arrays.copyOf(values, Math.max(64 * width, 2 * offset));
        }
        double voiced = sums[FrameFeatures.VOICING];
        for (int i = 0; i < width; i++) {
            // The pitch is that of voiced frames: 0 of the others is no pitch.
            double of = i == FrameFeatures.PITCH && voiced > 0 ? voiced : summed;
            values[offset + i] = (float) (sums[i] / of);
        }
        Arrays.fill(sums, 0);
        summed = 0;
        count++;
    }

    int count() {
        return count;
    }

    /**
     * The steps, row by row.
     *
     * @param deltas how many features, the last ones, get a slope each behind all others: the regression over two steps
     *     to either side, where the first and the last step stand for those beyond them
     */
    float[] values(int deltas) {
        int wide = width + deltas;
        float[] all = new float[count * wide];
        for (int step = 0; step < count; step++) {
            System.arraycopy(values, step * width, all, step * wide, width);
            for (int i = 0; i < deltas; i++) {
                all[step * wide + width + i] = (float) slope(step, width - deltas + i);
            }
        }
        return all;
    }

    private double slope(int step, int feature) {
        double slope = 0;
        double squares = 0;
        for (int reach = 1; reach <= DELTA_REACH; reach++) {
            double after = values[Math.min(count - 1, step + reach) * width + feature];
            double before = values[Math.max(0, step - reach) * width + feature];
            slope += reach * (after - before);
            squares += 2 * reach * reach;
        }
        return slope / squares;
    }
}

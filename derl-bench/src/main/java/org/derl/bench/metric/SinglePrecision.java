package org.derl.bench.metric;

import java.util.List;

/** Arithmetic in 32 bits, as the reference implementation does it: some classes end exactly at such a number. */
final class SinglePrecision {

    private static final int BLOCK = 128;
    private static final int LANES = 8;

    private SinglePrecision() {}

    static float[] of(List<Double> values) {
        float[] rounded = new float[values.size()];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = values.get(i).floatValue();
        }
        return rounded;
    }

    /** The mean as NumPy computes it, to the last bit; not a number for no values. */
    static float mean(float[] values) {
        return sum(values, 0, values.length) / values.length;
    }

    /** NumPy's pairwise summation: halves down to blocks, and eight running sums within a block. */
    private static float sum(float[] values, int from, int count) {
        if (count < LANES) {
            return plainSum(values, from, from + count, 0);
        }
        if (count <= BLOCK) {
            return blockSum(values, from, count);
        }
        int half = count / 2;
        half -= half % LANES;
        return sum(values, from, half) + sum(values, from + half, count - half);
    }

    private static float blockSum(float[] values, int from, int count) {
        float[] lane = new float[LANES];
        int whole = count - count % LANES;
        for (int i = 0; i < whole; i++) {
            lane[i % LANES] += values[from + i];
        }
        float lanes = ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
        return plainSum(values, from + whole, from + count, lanes);
    }

    private static float plainSum(float[] values, int from, int to, float start) {
        float sum = start;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }
}

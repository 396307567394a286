package org.derl.datasets.audio;

import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/** The discrete Fourier transform of real numbers. */
final class Fourier {

    private Fourier() {}

    /** The least power of two that is not below a number. */
    static int size(int least) {
        return Math.max(2, Integer.highestOneBit(Math.max(1, least - 1)) << 1);
    }

    /**
     * The squared magnitudes of the transform, those of negative frequencies too.
     *
     * @param values padded with zeros
     * @param size of the transform, a power of two
     */
    static double[] power(double[] values, int size) {
        double[][] data = new double[2][size];
        System.arraycopy(values, 0, data[0], 0, values.length);
        FastFourierTransformer.transformInPlace(data, DftNormalization.STANDARD, TransformType.FORWARD);
        double[] power = new double[size];
        for (int i = 0; i < size; i++) {
            power[i] = data[0][i] * data[0][i] + data[1][i] * data[1][i];
        }
        return power;
    }

    /**
     * The autocorrelation of values, for each lag below half of the size.
     *
     * @param size of the transform, a power of two; at least as long as the values and the longest lag together
     */
    static double[] autocorrelation(double[] values, int size) {
        double[][] data = {power(values, size), new double[size]};
        FastFourierTransformer.transformInPlace(data, DftNormalization.STANDARD, TransformType.INVERSE);
        return data[0];
    }
}

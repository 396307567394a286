package org.derl.datasets.audio;

/**
 * Mel-frequency cepstral coefficients of a power spectrum: the natural logarithms of the energies in triangular bands
 * that have one width on the mel scale (2595 log10(1 + f / 700)), from 0 Hz to half of the rate, and of these the
 * orthonormal discrete cosine transform (II).
 */
final class Cepstrum {

    private static final int BANDS = 26;

    /** What the energy of a band is at least. */
    private static final double LEAST = 1e-10;

    /** (bands, bins) */
    private final double[][] bands;

    /** (coefficients, bands) */
    private final double[][] cosines;

    /**
     * Of spectra.
     *
     * @param bins of a spectrum, from 0 Hz to half of the rate
     * @param coefficients how many, from the first on; the one before it is the loudness
     */
    Cepstrum(int rate, int bins, int coefficients) {
        bands = new double[BANDS][bins];
        double highest = mel(rate / 2.0);
        for (int band = 0; band < BANDS; band++) {
            double low = hertz(highest * band / (BANDS + 1));
            double middle = hertz(highest * (band + 1) / (BANDS + 1));
            double high = hertz(highest * (band + 2) / (BANDS + 1));
            for (int bin = 0; bin < bins; bin++) {
                double frequency = rate / 2.0 * bin / (bins - 1);
                double rising = (frequency - low) / (middle - low);
                double falling = (high - frequency) / (high - middle);
                bands[band][bin] = Math.max(0, Math.min(rising, falling));
            }
        }
        cosines = new double[coefficients][BANDS];
        for (int k = 0; k < coefficients; k++) {
            for (int band = 0; band < BANDS; band++) {
                cosines[k][band] =
                        Math.sqrt(2.0 / BANDS) * StrictMath.cos(Math.PI * (k + 1) * (2 * band + 1) / (2.0 * BANDS));
            }
        }
    }

    /** How many coefficients there may be. */
    static int most() {
        return BANDS - 1;
    }

    /** Writes the coefficients. */
    void of(double[] power, double[] target, int offset) {
        double[] logarithms = new double[BANDS];
        for (int band = 0; band < BANDS; band++) {
            logarithms[band] = StrictMath.log(Math.max(LEAST, dot(bands[band], power)));
        }
        for (int k = 0; k < cosines.length; k++) {
            target[offset + k] = dot(cosines[k], logarithms);
        }
    }

    private static double dot(double[] weights, double[] values) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * values[i];
        }
        return sum;
    }

    private static double mel(double hertz) {
        return 2595 * StrictMath.log10(1 + hertz / 700);
    }

    private static double hertz(double mel) {
        return 700 * (StrictMath.pow(10, mel / 2595) - 1);
    }
}

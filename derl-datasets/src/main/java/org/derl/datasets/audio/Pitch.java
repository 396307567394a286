package org.derl.datasets.audio;

/**
 * The pitch of one window of sound, by its autocorrelation divided by that of the window (Boersma 1993, "Accurate
 * short-term analysis of the fundamental frequency", as Praat's "To Pitch (ac)"). Each window is looked at by itself:
 * Praat's search for a path through all of them is left out, so that a recording need not be kept.
 */
final class Pitch {

    /** Periods of the lowest pitch that a window holds. */
    static final int PERIODS = 3;

    /** How like a window must be to itself one period later; Praat's usual threshold. */
    private static final double VOICED = 0.45;

    /** What an octave higher counts for; Praat's usual cost. */
    private static final double OCTAVE = 0.01;

    /** -60 dB: what is softer has no voice. */
    private static final double SILENT = 1e-3;

    private final int rate;
    private final double floor;
    private final int shortest;
    private final int longest;
    private final int size;
    private final double[] hann;
    private final double[] ofWindow;

    /**
     * One for windows of a length.
     *
     * @param floor the lowest pitch, in Hz
     * @param ceiling the highest
     */
    Pitch(int rate, int window, double floor, double ceiling) {
        this.rate = rate;
        this.floor = floor;
        shortest = Math.max(2, (int) Math.floor(rate / ceiling));
        longest = (int) Math.ceil(rate / floor);
        size = Fourier.size(window + longest + 2);
        hann = new double[window];
        for (int i = 0; i < window; i++) {
            hann[i] = 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * (i + 0.5) / window);
        }
        ofWindow = Fourier.autocorrelation(hann, size);
    }

    /** The pitch in Hz; 0 where there is none. */
    double of(double[] window) {
        double mean = 0;
        for (double value : window) {
            mean += value / window.length;
        }
        double squares = 0;
        double[] values = new double[window.length];
        for (int i = 0; i < values.length; i++) {
            double value = window[i] - mean;
            squares += value * value;
            values[i] = value * hann[i];
        }
        if (Math.sqrt(squares / values.length) < SILENT) {
            return 0;
        }
        return best(Fourier.autocorrelation(values, size));
    }

    /** The peak that is highest, an octave higher being a little better. */
    private double best(double[] correlation) {
        double best = VOICED;
        double pitch = 0;
        double former = normalized(correlation, shortest - 1);
        double here = normalized(correlation, shortest);
        for (int lag = shortest; lag <= longest; lag++) {
            double next = normalized(correlation, lag + 1);
            if (here >= former && here > next) {
                double shift = 0.5 * (former - next) / (former - 2 * here + next);
                double height = here - 0.25 * (former - next) * shift;
                double period = (lag + shift) / rate;
                double strength = height - OCTAVE * StrictMath.log(floor * period) / StrictMath.log(2);
                if (strength > best) {
                    best = strength;
                    pitch = 1 / period;
                }
            }
            former = here;
            here = next;
        }
        return pitch;
    }

    private double normalized(double[] correlation, int lag) {
        return correlation[lag] / correlation[0] * ofWindow[0] / ofWindow[lag];
    }
}

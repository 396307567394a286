package org.derl.datasets.audio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The features of each frame of a recording, one after the other. */
final class FrameFeatures {

    static final int ENERGY = 0;
    static final int ZERO_CROSSINGS = 1;
    static final int PITCH = 2;
    static final int VOICING = 3;
    static final int CENTROID = 4;
    static final int ROLLOFF = 5;
    static final int FLUX = 6;
    static final int CEPSTRUM = 7;

    /** -100 dB, of a silent frame. */
    private static final double LEAST = 1e-5;

    /** The share of the power below the roll-off. */
    private static final double BELOW = 0.85;

    private final int rate;
    private final int margin;
    private final double[] hamming;
    private final int size;
    private final Pitch pitch;
    private final Cepstrum cepstrum;
    private final int width;
    private double[] formerShape = new double[0];

    /** Those of frames of a length within windows that have a margin at either end. */
    FrameFeatures(AudioFeatures.Settings settings, int rate, int frame, int margin) {
        this.rate = rate;
        this.margin = margin;
        hamming = new double[frame];
        for (int i = 0; i < frame; i++) {
            hamming[i] = 0.54 - 0.46 * StrictMath.cos(2 * Math.PI * i / (frame - 1));
        }
        size = Fourier.size(frame);
        pitch = new Pitch(rate, frame + 2 * margin, settings.pitchFloor(), settings.pitchCeiling());
        cepstrum = new Cepstrum(rate, size / 2 + 1, settings.coefficients());
        width = CEPSTRUM + settings.coefficients();
    }

    /** What they are called. */
    static List<String> names(int coefficients) {
        List<String> names = new ArrayList<>(
                List.of("energy-db", "zero-crossings", "f0-hz", "voicing", "centroid-hz", "rolloff-hz", "flux"));
        for (int k = 1; k <= coefficients; k++) {
            names.add("mfcc-" + k);
        }
        return names;
    }

    /** Those of the next frame. */
    double[] next(double[] window) {
        double[] frame = centered(Arrays.copyOfRange(window, margin, margin + hamming.length));
        double[] features = new double[width];
        double squares = 0;
        int crossings = 0;
        for (int i = 0; i < frame.length; i++) {
            squares += frame[i] * frame[i];
            crossings += i > 0 && frame[i] < 0 != frame[i - 1] < 0 ? 1 : 0;
        }
        features[ENERGY] = 20 * StrictMath.log10(Math.max(LEAST, Math.sqrt(squares / frame.length)));
        features[ZERO_CROSSINGS] = (double) crossings / (frame.length - 1);
        features[PITCH] = pitch.of(window);
        features[VOICING] = features[PITCH] > 0 ? 1 : 0;
        addSpectrum(frame, features);
        return features;
    }

    private void addSpectrum(double[] frame, double[] features) {
        double[] windowed = new double[frame.length];
        for (int i = 0; i < frame.length; i++) {
            windowed[i] = frame[i] * hamming[i];
        }
        double[] power = Arrays.copyOf(Fourier.power(windowed, size), size / 2 + 1);
        double total = 0;
        double weighted = 0;
        for (int bin = 0; bin < power.length; bin++) {
            power[bin] /= size;
            total += power[bin];
            weighted += power[bin] * frequency(bin);
        }
        if (total > 0) {
            features[CENTROID] = weighted / total;
            features[ROLLOFF] = frequency(rolloff(power, BELOW * total));
        }
        features[FLUX] = flux(power, total);
        cepstrum.of(power, features, CEPSTRUM);
    }

    private double frequency(int bin) {
        return (double) rate * bin / size;
    }

    private static int rolloff(double[] power, double share) {
        double sum = 0;
        int bin = -1;
        while (sum < share && bin + 1 < power.length) {
            sum += power[++bin];
        }
        return Math.max(0, bin);
    }

    /** How far the shape of the spectrum, of length 1, lies from that of the frame before; 0 for the first one. */
    private double flux(double[] power, double total) {
        double[] shape = new double[power.length];
        for (int bin = 0; bin < shape.length && total > 0; bin++) {
            shape[bin] = Math.sqrt(power[bin] / total);
        }
        double squares = 0;
        for (int bin = 0; bin < formerShape.length; bin++) {
            double difference = shape[bin] - formerShape[bin];
            squares += difference * difference;
        }
        formerShape = shape;
        return Math.sqrt(squares);
    }

    /** Without its mean: what a recorder adds to all samples is no sound. */
    private static double[] centered(double[] frame) {
        double mean = 0;
        for (double value : frame) {
            mean += value / frame.length;
        }
        for (int i = 0; i < frame.length; i++) {
            frame[i] -= mean;
        }
        return frame;
    }
}

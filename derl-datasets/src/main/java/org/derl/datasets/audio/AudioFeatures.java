package org.derl.datasets.audio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derl.io.Quantity;

/**
 * Computes features of speech: loudness, zero crossings, pitch, the shape of the spectrum, and mel-frequency cepstral
 * coefficients of short frames, averaged to longer time steps. Sound is brought to {@value #RATE} samples a second
 * before. Equal samples give equal bits on every machine, so features of a new recording are those that a model was
 * trained on as long as the {@link #recipe} is the same. Memory does not grow with the sound, only with the features.
 *
 * <p>What each feature is, and how near other software comes, docs/own-recordings.md says.
 */
public final class AudioFeatures {

    /** Samples a second of which features are computed. */
    public static final int RATE = 16_000;

    /** Changes whenever the same settings give other numbers. */
    public static final int VERSION = 1;

    /** Floats beyond this are on another scale. */
    static final double LOUDEST = 100;

    private final Settings settings;
    private final int frame;
    private final int margin;
    private final int hop;

    /**
     * How features are computed.
     *
     * @param frameSeconds how long a frame is
     * @param hopSeconds from the beginning of a frame to that of the next; at most a frame
     * @param framesPerStep how many frames are averaged to a time step
     * @param coefficients how many cepstral coefficients there are, from the first on
     * @param deltas whether slopes of these coefficients over time are features, too
     * @param pitchFloor the lowest pitch in Hz
     * @param pitchCeiling the highest pitch in Hz
     * @param longestSeconds how long a recording may be
     */
    public record Settings(
            double frameSeconds,
            double hopSeconds,
            int framesPerStep,
            int coefficients,
            boolean deltas,
            double pitchFloor,
            double pitchCeiling,
            double longestSeconds) {

        private static final double LONGEST_FRAME = 1;
        private static final double LOWEST_PITCH = 20;

        /** Checks them. */
        public Settings {
            check(frameSeconds >= 0.002 && frameSeconds <= LONGEST_FRAME, "frame-seconds lies in [0.002, 1]");
            check(
                    hopSeconds >= 0.001 && hopSeconds <= frameSeconds,
                    "hop-seconds lies between 0.001 and frame-seconds: else there is sound in no frame");
            check(framesPerStep >= 1, "frames-per-step is 1 or more");
            check(
                    coefficients >= 1 && coefficients <= Cepstrum.most(),
                    "coefficients lies in [1, " + Cepstrum.most() + "]");
            check(
                    pitchFloor >= LOWEST_PITCH && pitchFloor < pitchCeiling && pitchCeiling <= RATE / 4.0,
                    "pitch-floor is " + LOWEST_PITCH + " Hz or more and below pitch-ceiling, which is at most "
                            + RATE / 4 + " Hz");
            check(longestSeconds > 0 && longestSeconds <= 86_400, "longest-seconds lies in (0, 86400]");
        }

        private static void check(boolean sound, String rule) {
            if (!sound) {
                throw new IllegalArgumentException(rule);
            }
        }
    }

    /** An extraction by these settings. */
    public AudioFeatures(Settings settings) {
        this.settings = settings;
        frame = (int) Math.round(settings.frameSeconds() * RATE);
        hop = (int) Math.round(settings.hopSeconds() * RATE);
        int window = (int) Math.ceil(Pitch.PERIODS / settings.pitchFloor() * RATE);
        margin = Math.max(0, (window - frame + 1) / 2);
    }

    /** What the features are called, with their units: {@code f0-hz}, {@code energy-db}, {@code mfcc-1} ... */
    public List<String> columns() {
        List<String> columns = new ArrayList<>(FrameFeatures.names(settings.coefficients()));
        for (int k = 1; k <= deltas(); k++) {
            columns.add("delta-mfcc-" + k);
        }
        return columns;
    }

    /** The version, and all settings that features depend on. Features of equal recipes can be compared. */
    public String recipe() {
        return "audio-features " + VERSION + ": rate=" + RATE + ", frame-seconds="
                + Quantity.number(settings.frameSeconds()) + ", hop-seconds=" + Quantity.number(settings.hopSeconds())
                + ", frames-per-step=" + settings.framesPerStep() + ", coefficients=" + settings.coefficients()
                + ", deltas=" + settings.deltas() + ", pitch-floor=" + Quantity.number(settings.pitchFloor())
                + ", pitch-ceiling=" + Quantity.number(settings.pitchCeiling());
    }

    /**
     * The features of a WAV file.
     *
     * @throws IOException when it is none, is damaged, or is too short, too long or too slow for features; the message
     *     names it and says what to do
     */
    public Recording of(Path file) throws IOException {
        try (WavSamples samples = WavSamples.open(file)) {
            WavHead head = samples.head();
            Findings findings = new Findings(head.encoding().fullScale(), head.channels());
            Extraction extraction = new Extraction(head.rate());
            samples.read(extraction.input, findings, (long) (settings.longestSeconds() * head.rate()));
            return extraction.end(findings, head.rate(), file + " ");
        }
    }

    /**
     * The features of samples in memory.
     *
     * @param samples of one channel; full scale is 1
     * @param rate samples a second, at least 8000
     * @throws IOException when they are too few for a frame
     * @throws IllegalArgumentException when a sample is no number or far beyond full scale, or the rate is none
     */
    public Recording of(float[] samples, int rate) throws IOException {
        if (rate < WavHead.LOWEST_RATE || rate > WavHead.HIGHEST_RATE) {
            throw new IllegalArgumentException(
                    "a rate of " + rate + "; it lies in [" + WavHead.LOWEST_RATE + ", " + WavHead.HIGHEST_RATE + "]");
        }
        Findings findings = new Findings(1, 1);
        double[] all = new double[samples.length];
        for (int i = 0; i < all.length; i++) {
            if (!(Math.abs(samples[i]) <= LOUDEST)) {
                throw new IllegalArgumentException("sample " + (i + 1) + " is " + samples[i] + ", but full scale is 1");
            }
            all[i] = samples[i];
            findings.see(all[i]);
            findings.next();
        }
        Extraction extraction = new Extraction(rate);
        extraction.input.accept(all, all.length);
        return extraction.end(findings, rate, "a recording ");
    }

    private int deltas() {
        return settings.deltas() ? settings.coefficients() : 0;
    }

    /** One recording on its way. */
    private final class Extraction {

        private final Steps steps =
                new Steps(FrameFeatures.CEPSTRUM + settings.coefficients(), settings.framesPerStep());
        private final FrameCutter frames;
        private final Resampler input;

        Extraction(int rate) {
            FrameFeatures features = new FrameFeatures(settings, RATE, frame, margin);
            frames = new FrameCutter(frame, margin, hop, window -> steps.add(features.next(window)));
            input = new Resampler(rate, RATE, frames);
        }

        Recording end(Findings findings, int rate, String name) throws IOException {
            input.end();
            frames.end();
            steps.end();
            if (findings.samples() == 0) {
                throw new IOException(name + "holds no sample; record it anew, or leave it out");
            } else if (steps.count() == 0) {
                throw new IOException(name + "has " + Quantity.of(findings.samples(), "sample") + ", which is "
                        + Quantity.number((float) findings.samples() / rate) + " seconds and less than a frame of "
                        + Quantity.number(settings.frameSeconds()) + "; leave it out, or record it longer");
            }
            return new Recording(
                    steps.values(deltas()), steps.count(), (double) findings.samples() / rate, findings.remarks(rate));
        }
    }
}

package org.derl.datasets.audio;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the samples of a recording are like, and what of that whoever uses its features must know. */
final class Findings {

    /** -60 dB: below it a recording is taken for silent. */
    private static final double SILENT = 1e-3;

    /** More of the samples at full scale than this were cut, not recorded. */
    private static final double CLIPPED = 1e-3;

    private final double fullScale;
    private final int channels;
    private long samples;
    private long clipped;
    private double peak;

    /** @param fullScale from which size on a sample may have been cut */
    Findings(double fullScale, int channels) {
        this.fullScale = fullScale;
        this.channels = channels;
    }

    /** Sees one sample of one channel. */
    void see(double value) {
        double size = Math.abs(value);
        peak = Math.max(peak, size);
        clipped += size >= fullScale ? 1 : 0;
    }

    /** Says that one of each channel was seen. */
    void next() {
        samples++;
    }

    /** How many samples there are of each channel. */
    long samples() {
        return samples;
    }

    /** Each in words that go on after the name of a file, alike for files that are alike. */
    List<String> remarks(int rate) {
        List<String> remarks = new ArrayList<>();
        if (channels > 1) {
            remarks.add("the mean of its " + channels + " channels");
        }
        if (rate != AudioFeatures.RATE) {
            remarks.add("resampled from " + rate + " Hz to " + AudioFeatures.RATE + " Hz"
                    + (rate < AudioFeatures.RATE ? "; nothing above " + rate / 2 + " Hz was recorded" : ""));
        }
        if (peak == 0) {
            remarks.add("silence, all samples are 0; its features are kept");
        } else if (peak < SILENT) {
            remarks.add("nearly silence, all samples are below -60 dB of full scale; its features are kept");
        }
        if (clipped > CLIPPED * samples * channels) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "clipped, more than %.1f %% of its samples are at full scale: record it at a lower level",
                    100 * CLIPPED));
        }
        return remarks;
    }
}

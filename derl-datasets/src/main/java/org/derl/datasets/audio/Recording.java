package org.derl.datasets.audio;

import java.util.List;

/** The features of one recording. */
public final class Recording {

    private final float[] values;
    private final int steps;
    private final double seconds;
    private final List<String> remarks;

    Recording(float[] values, int steps, double seconds, List<String> remarks) {
        this.values = values;
        this.steps = steps;
        this.seconds = seconds;
        this.remarks = List.copyOf(remarks);
    }

    /** A copy of the features (time, size), row by row, in the order of {@link AudioFeatures#columns}. */
    public float[] values() {
        return values.clone();
    }

    /** How many time steps there are, at least one. */
    public int steps() {
        return steps;
    }

    /** How long the recording is. */
    public double seconds() {
        return seconds;
    }

    /** What was done to its sound, and what is wrong with it (silence, clipping), in words that go on after its name. */
    public List<String> remarks() {
        return remarks;
    }
}

package org.derl.bench.metric;

/** Where values are cut off before they are measured. */
record Clipping(float lowest, float highest) {

    /** Cuts nothing off. */
    static final Clipping NONE = new Clipping(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);

    float of(float value) {
        return Math.min(Math.max(value, lowest), highest);
    }

    float[] of(float[] values) {
        float[] clipped = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            clipped[i] = of(values[i]);
        }
        return clipped;
    }
}

package org.derl.bench.metric;

/**
 * Turns a sentiment into the number of its class. What is not a number belongs to no class or to the lowest, as in
 * NumPy.
 *
 * @param rule gives the class of a value
 * @param neutralCounts whether samples whose label is exactly zero are measured
 */
record Classes(Rule rule, boolean neutralCounts) {

    /** Gives the class of a value. */
    @FunctionalInterface
    interface Rule {
        float of(float value);
    }

    /** Negative against non-negative, on all samples; zero of either sign is non-negative. */
    static final Classes NEGATIVE_OR_NOT = new Classes(value -> value >= 0 ? 1 : 0, true);

    /** Negative against positive, without the samples labeled zero; a prediction of zero is not positive. */
    static final Classes NEGATIVE_OR_POSITIVE = new Classes(value -> value > 0 ? 1 : 0, false);

    /** What is below a threshold against what is not, on all samples. */
    static Classes from(float threshold) {
        return new Classes(value -> value >= threshold ? 1 : 0, true);
    }

    /** Clipped first, then rounded to the nearest whole number, a half to the even one. */
    static Classes rounded(Clipping clipping) {
        // Zero is added because a hash tells -0 from 0.
        return new Classes(value -> (float) Math.rint(clipping.of(value)) + 0f, true);
    }

    /** Clipped first; a class holds what is above one threshold and not above the next. */
    static Classes above(Clipping clipping, float... thresholds) {
        return new Classes(value -> countBelow(clipping.of(value), thresholds), true);
    }

    float of(float value) {
        return rule.of(value);
    }

    boolean counts(float label) {
        return neutralCounts || label != 0;
    }

    private static float countBelow(float value, float[] thresholds) {
        if (Float.isNaN(value)) {
            return value;
        }
        int count = 0;
        for (float threshold : thresholds) {
            count += threshold < value ? 1 : 0;
        }
        return count;
    }
}

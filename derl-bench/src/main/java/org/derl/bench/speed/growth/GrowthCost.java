package org.derl.bench.speed.growth;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What steps of a program cost at a point.
 *
 * @param program its name
 * @param leftOut why nothing was measured; null where it was
 * @param parameters how many numbers it trains
 * @param milliseconds the median thread-CPU time of a step
 * @param steps MiB that steps added to what the process took before them, at the peak
 * @param peak MiB that the process took at its peak
 */
record GrowthCost(
        String program, @Nullable String leftOut, long parameters, double milliseconds, double steps, double peak) {

    static GrowthCost leftOut(String program, long parameters, String why) {
        return new GrowthCost(program, why, parameters, Double.NaN, Double.NaN, Double.NaN);
    }

    boolean isMeasured() {
        return leftOut == null;
    }

    /** In words. */
    @Override
    public String toString() {
        return leftOut == null
                ? String.format(
                        Locale.ROOT,
                        "%s %.1f ms a step, %.0f MiB, %.0f of them by steps",
                        program,
                        milliseconds,
                        peak,
                        steps)
                : program + " left out: " + leftOut;
    }
}

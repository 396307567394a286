package org.derl.bench.speed.growth;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a point may need; one that needs more is left out, as are those after it.
 *
 * @param mebibytes of a process
 * @param seconds of processor time of a step
 */
public record GrowthLimits(int mebibytes, int seconds) {

    /** Checks the numbers. */
    public GrowthLimits {
        if (mebibytes < 1 || seconds < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** Why a program that has taken so much is to be ended; null where it is not. */
    @Nullable
    String exceeded(long kibibytes, Duration step) {
        if (kibibytes > 1024L * mebibytes) {
            return String.format(Locale.ROOT, "more than %,d MiB", mebibytes);
        }
        return step.toSeconds() >= seconds ? "more than " + seconds + " s a step" : null;
    }
}

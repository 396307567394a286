package org.derl.bench.speed.growth;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.derl.bench.failure.MemoryShortage;
import org.jspecify.annotations.Nullable;

/**
 * What a point may need; one that needs more is left out, as are those after it.
 *
 * @param mebibytes of a process
 * @param seconds of processor time of a step
 */
public record GrowthLimits(int mebibytes, int seconds) {

    /** What a process ends with that the system kills. */
    private static final int KILLED = 128 + 9;

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

    /** Why a program that ended before it was told to is left out; empty where it goes on, or failed at something else. */
    static Optional<String> ended(OptionalInt status) {
        if (status.isEmpty()) {
            return Optional.empty();
        }
        return switch (status.getAsInt()) {
            case MemoryShortage.EXIT_STATUS -> Optional.of("out of memory");
            case KILLED -> Optional.of("killed, as where memory is short");
            default -> Optional.empty();
        };
    }
}

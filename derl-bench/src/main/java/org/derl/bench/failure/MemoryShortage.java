package org.derl.bench.failure;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.derl.io.Reason;

/** Memory that does not suffice: Java's heap, or what the engine asks of the machine or of its GPU. */
public final class MemoryShortage {

    /** What DERL and the peers of derl-bench/peers end with where that is so. */
    public static final int EXIT_STATUS = 70;

    /** What the engine says when it gets none. */
    private static final List<String> WORDS = List.of("can't allocate memory", "out of memory");

    private MemoryShortage() {}

    /** Whether that is what an error comes from. */
    public static boolean isCauseOf(Throwable error) {
        return causes(error).anyMatch(cause -> cause instanceof OutOfMemoryError || isOfEngine(cause));
    }

    /** Throws an unchecked error again where that is what it comes from: nothing that was asked for is at fault. */
    public static void passOn(Throwable error) {
        if (error instanceof RuntimeException unchecked && isCauseOf(error)) {
            throw unchecked;
        }
    }

    /** What a user can do about it. */
    public static String reason(Throwable error) {
        if (causes(error).anyMatch(OutOfMemoryError.class::isInstance)) {
            return "the memory of " + Runtime.getRuntime().maxMemory() / 1024 / 1024 + " MiB does not suffice ("
                    + Reason.of(causes(error)
                            .filter(OutOfMemoryError.class::isInstance)
                            .findFirst()
                            .orElseThrow())
                    + "); DERL_HEAP gives more, as in DERL_HEAP=8g";
        }
        String said = causes(error)
                .filter(MemoryShortage::isOfEngine)
                .findFirst()
                .map(Reason::of)
                .orElse("");
        return "the machine's memory does not suffice ("
                + said.lines().findFirst().orElse("") + "); fewer --workers take less, and smaller batches";
    }

    private static boolean isOfEngine(Throwable error) {
        String message = error instanceof RuntimeException ? Reason.of(error) : "";
        return WORDS.stream().anyMatch(message::contains);
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause).limit(20);
    }
}

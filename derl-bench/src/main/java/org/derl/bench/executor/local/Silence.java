package org.derl.bench.executor.local;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long nothing has been heard from a trial, by this process' own clock. */
final class Silence {

    private final Duration told;
    private final @Nullable Duration limit;
    private long since = System.nanoTime();
    private int lines;

    Silence(Duration told, @Nullable Duration limit) {
        this.told = told;
        this.limit = limit;
    }

    /**
     * Looks again.
     *
     * @param heard whether something was heard since the last time
     * @return what is to be said
     */
    Optional<String> look(boolean heard) {
        if (heard) {
            since = System.nanoTime();
            lines = 0;
        }
        if (passed().compareTo(told.multipliedBy(lines + 1L)) < 0) {
            return Optional.empty();
        }
        lines++;
        return Optional.of("has not been heard of for " + words(told.multipliedBy(lines)));
    }

    private Duration passed() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    boolean isOver() {
        return limit != null && passed().compareTo(limit) > 0;
    }

    String limitInWords() {
        return limit == null ? "ever" : words(limit);
    }

    private static String words(Duration time) {
        return time.toMinutes() > 0 && time.toSeconds() % 60 == 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}

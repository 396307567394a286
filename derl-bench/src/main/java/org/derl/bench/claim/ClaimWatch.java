package org.derl.bench.claim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches a claim of somebody else. It is lost once its holder has ended, where that can be known, or has not touched
 * it for five minutes by this process' own clock, which nobody sets.
 */
public final class ClaimWatch {

    /** Many beats, and more than any network file system keeps what it knows of a file. */
    public static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path file;
    private final LongSupplier clock;
    private @Nullable Object seen;
    private long since;
    private int changes;

    /** Watches a file from now on. */
    public ClaimWatch(Path file) {
        this(file, System::nanoTime);
    }

    ClaimWatch(Path file, LongSupplier clock) {
        this.file = file;
        this.clock = clock;
        since = clock.getAsLong();
    }

    /** The holder and its latest beat. */
    private record Sign(Optional<Holder> holder, Object beat) {}

    /**
     * Looks again, and deletes the claim where it is lost.
     *
     * @return whether nobody has the claim now
     */
    public boolean isFree() throws IOException {
        Sign sign;
        try {
            sign = new Sign(Holder.read(file), Files.getLastModifiedTime(file));
        } catch (NoSuchFileException e) {
            return true;
        }
        if (!sign.equals(seen)) {
            seen = sign;
            changes++;
            since = clock.getAsLong();
        }
        boolean lost =
                sign.holder().filter(Holder::hasEnded).isPresent() || clock.getAsLong() - since >= PATIENCE.toNanos();
        if (lost) {
            Claim.delete(file, sign.holder());
        }
        return lost;
    }

    /** Whether its holder has touched it, or it has changed hands, since this one began to watch. */
    public boolean sawLife() {
        return changes > 1;
    }
}

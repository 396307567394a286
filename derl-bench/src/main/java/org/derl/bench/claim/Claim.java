package org.derl.bench.claim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.derl.io.Reason;

/**
 * A file that says who works on something. It is created exclusively, which holds on network file systems as well,
 * where locks of files may not; and whoever has it touches it every few seconds, so that others see that it lives. A
 * claim whose holder has died is taken over, by {@link ClaimWatch}.
 */
public final class Claim implements AutoCloseable {

    /** How often a holder shows that it lives. */
    static final Duration BEAT = Duration.ofSeconds(10);

    private static final ScheduledExecutorService BEATS = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "claims");
        thread.setDaemon(true);
        return thread;
    });

    private final Path file;
    private final Holder holder;
    private final ScheduledFuture<?> beats;
    private volatile boolean closed;
    private volatile boolean lost;

    private Claim(Path file, Holder holder) {
        this.file = file;
        this.holder = holder;
        beats = BEATS.scheduleWithFixedDelay(this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Claims something for this process.
     *
     * @param file of the claim
     * @return empty where another one has it
     * @throws IOException when the file cannot be written
     */
    public static Optional<Claim> take(Path file) throws IOException {
        Holder holder = Holder.ofThisProcess();
        try (FileChannel created = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            fill(created, file, holder);
        } catch (FileAlreadyExistsException e) {
            return Optional.empty();
        }
        return Optional.of(new Claim(file, holder));
    }

    /** Where there is no room for a claim, its file goes again: nobody could tell whose it is. */
    private static void fill(FileChannel created, Path file, Holder holder) throws IOException {
        ByteBuffer text = StandardCharsets.UTF_8.encode(holder.json());
        try {
            while (text.hasRemaining()) {
                created.write(text);
            }
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e instanceof FileSystemException || e instanceof ClosedChannelException
                    ? e
                    : new FileSystemException(file.toString(), null, Reason.of(e));
        }
    }

    private void beat() {
        lost = !holds();
        if (!lost) {
            touch();
        }
    }

    /**
     * Whether the latest beat found that somebody else has it. It costs nothing to ask, at every step of a training.
     */
    public boolean isLost() {
        return lost;
    }

    private void touch() {
        try {
            Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
        } catch (IOException e) {
            // the next beat may come through; others wait for many
        }
    }

    /** Whether it is still this one's: a machine that slept for long may have lost it. */
    public boolean holds() {
        try {
            return !closed && Holder.read(file).filter(holder::equals).isPresent();
        } catch (IOException e) {
            return !closed; // it could not be read just now
        }
    }

    /** Gives it back. */
    @Override
    public void close() throws IOException {
        beats.cancel(false);
        if (holds()) {
            Files.deleteIfExists(file);
        }
        closed = true;
    }

    /** Who has it, in words. */
    @Override
    public String toString() {
        return holder.toString();
    }

    /** Who has a claim; empty where nobody has. */
    public static Optional<Holder> holder(Path file) throws IOException {
        return Holder.read(file);
    }

    /**
     * Deletes the claim of a holder that has died. It is moved first, so that of several who see the death one alone
     * deletes it; a claim that somebody else has taken meanwhile is put back.
     */
    static void delete(Path file, Optional<Holder> dead) throws IOException {
        Path moved = file.resolveSibling(
                file.getFileName() + "." + Holder.ofThisProcess().token());
        try {
            Files.move(file, moved, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return;
        }
        if (!Holder.read(moved).equals(dead)) {
            Files.move(moved, file, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Files.delete(moved);
    }
}

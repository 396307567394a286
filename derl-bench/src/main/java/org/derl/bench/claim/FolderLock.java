package org.derl.bench.claim;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.derl.io.Reason;

/**
 * Keeps a folder for one process, so that two comparisons do not mix their files, whichever machines they are on. What
 * a process leaves that was killed is noticed, at once on the same machine.
 */
public final class FolderLock implements AutoCloseable {

    private static final String FILE = "claim.json";
    private static final long LOOK_MILLIS = 500;

    private final Path folder;
    private final Claim claim;

    private FolderLock(Path folder, Claim claim) {
        this.folder = folder;
        this.claim = claim;
    }

    /**
     * Locks a folder, which is created if necessary.
     *
     * @param told hears why it takes long, where it does: nobody can know at once whether a process of another machine
     *     still lives
     * @throws IOException when the folder cannot be written to, or another process has taken it
     */
    public static FolderLock of(Path folder, Consumer<String> told) throws IOException, InterruptedException {
        Path file = folder.resolve(FILE);
        try {
            Files.createDirectories(folder);
            Optional<Claim> claim = Claim.take(file);
            if (claim.isEmpty() && isFreed(file, folder, told)) {
                claim = Claim.take(file);
            }
            return new FolderLock(folder, claim.orElseThrow(() -> taken(folder, "another process")));
        } catch (FileSystemException e) {
            throw new IOException(
                    "the folder " + folder + " cannot be written to (" + Reason.of(e) + "); name another one by --out",
                    e);
        }
    }

    /** Waits until it is clear whether the holder lives. */
    private static boolean isFreed(Path file, Path folder, Consumer<String> told)
            throws IOException, InterruptedException {
        ClaimWatch watch = new ClaimWatch(file);
        boolean said = false;
        boolean again = false; // a claim that was being written as it was first looked at has a holder then
        while (!watch.isFree()) {
            Optional<Holder> holder = Claim.holder(file);
            if (holder.isPresent() && (holder.get().isOfThisMachine() || watch.sawLife())) {
                throw taken(folder, holder.get().toString());
            }
            if (!said && (holder.isPresent() || again)) {
                told.accept(folder + " was taken by "
                        + holder.map(Holder::toString).orElse("a process that " + file + " does not name")
                        + "; waiting for up to five minutes to see whether that lives");
                said = true;
            }
            again = true;
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }

    private static IOException taken(Path folder, String holder) {
        return new IOException("another comparison is writing into " + folder + " (" + holder
                + "); wait for its end, or name another folder by --out");
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        claim.close();
    }
}

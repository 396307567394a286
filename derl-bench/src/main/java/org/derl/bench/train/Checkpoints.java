package org.derl.bench.train;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derl.io.AtomicFile;
import org.derl.io.Fingerprint;
import org.derl.io.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of one training, in a folder: the newest two, each with the best weights of then. A checkpoint is due
 * at the end of an epoch when a given time has passed since the last one; within an epoch when the epoch itself is
 * longer than that; and when the training is asked to stop. A training that has ended keeps none.
 */
public final class Checkpoints {

    private static final int KEPT = 2;
    private static final double NANOSECONDS = 1e9;
    private static final Pattern NAME = Pattern.compile("checkpoint-(\\d{1,18})\\.safetensors");
    private static final Pattern BEST = Pattern.compile("best-(\\d{1,18})\\.safetensors");

    private final @Nullable Path folder;
    private final String training;
    private final long every;
    private final BooleanSupplier stopped;
    private final Progress progress;
    private long latest = System.nanoTime();
    private long epochBegan = latest;

    private Checkpoints(
            @Nullable Path folder, String training, long every, BooleanSupplier stopped, Progress progress) {
        this.folder = folder;
        this.training = training;
        this.every = every;
        this.stopped = stopped;
        this.progress = progress;
    }

    /** Keeps none, and finds none. */
    public static Checkpoints none() {
        return new Checkpoints(null, "", Long.MAX_VALUE, () -> false, Progress.NONE);
    }

    /**
     * Those of a folder.
     *
     * @param training stands for all that the training follows from: checkpoints of another one are not used
     * @param every the time that passes between two, as {@code training.checkpoint-every} says; where it says nothing,
     *     one is kept only when the training is asked to stop
     * @param stopped whether the training is to end after this step, to be gone on with later
     * @param progress is told of each, and in plain sentences what else becomes of them
     */
    public static Checkpoints in(
            Path folder, String training, @Nullable Duration every, BooleanSupplier stopped, Progress progress) {
        return new Checkpoints(folder, training, every == null ? Long.MAX_VALUE : every.toNanos(), stopped, progress);
    }

    String training() {
        return training;
    }

    boolean stopped() {
        return stopped.getAsBoolean();
    }

    boolean dueAfterEpoch() {
        epochBegan = System.nanoTime();
        return folder != null && epochBegan - latest >= every;
    }

    boolean dueWithinEpoch() {
        long now = System.nanoTime();
        return folder != null && now - latest >= every && now - epochBegan >= every;
    }

    /**
     * Keeps where a training stands. Where the disk does not take it, that is said, and training goes on.
     *
     * @param current where it stands
     * @param weights the file of the best weights so far
     * @param manager will own what is written besides the arrays
     */
    void save(Source current, Path weights, NDManager manager) {
        if (folder == null) {
            return;
        }
        long began = System.nanoTime();
        try {
            Checkpoint checkpoint = current.get();
            if (checkpoint.facts().best() > 0) {
                link(weights, best(checkpoint.facts().best()));
            }
            checkpoint.write(folder.resolve("checkpoint-" + checkpoint.facts().steps() + ".safetensors"), manager);
            discardOld(NAME);
            discardOld(BEST);
            progress.checkpointed(checkpoint.facts().steps(), (System.nanoTime() - began) / NANOSECONDS);
        } catch (IOException e) {
            progress.said("no checkpoint was kept, and training goes on: " + Reason.of(e));
        }
        latest = System.nanoTime();
    }

    /** Where a training stands. */
    @FunctionalInterface
    interface Source {
        Checkpoint get() throws IOException;
    }

    private void discardOld(Pattern pattern) throws IOException {
        List<Path> files = numbered(pattern, folder());
        for (Path file : files.subList(Math.min(KEPT, files.size()), files.size())) {
            Files.delete(file);
        }
    }

    private Path best(int steps) {
        return folder().resolve("best-" + steps + ".safetensors");
    }

    private Path folder() {
        if (folder == null) {
            throw new IllegalStateException("no checkpoints are kept");
        }
        return folder;
    }

    /** A second name of a file that is never written to again, or a copy of it. */
    private static void link(Path file, Path link) throws IOException {
        if (Files.exists(link)) {
            return;
        }
        try {
            Files.createLink(link, file);
        } catch (UnsupportedOperationException | FileSystemException e) {
            // This file system has no hard links; where the copy fails too, that is thrown.
            AtomicFile.write(link, unfinished -> Files.copy(file, unfinished, StandardCopyOption.REPLACE_EXISTING));
        }
    }

    /**
     * The newest one that can be used; null where there is none. What cannot be used is said.
     *
     * @param manager will own its arrays
     * @param weights becomes the file of the best weights of then
     */
    @Nullable
    Checkpoint newest(NDManager manager, Path weights) throws IOException {
        for (Path file : folder == null ? List.<Path>of() : all()) {
            try {
                Checkpoint checkpoint = Checkpoint.read(file, manager);
                takeBest(file, checkpoint.facts(), weights);
                return checkpoint;
            } catch (IOException e) {
                progress.said(
                        "a checkpoint cannot be used, and is deleted; the one before it is tried: " + Reason.of(e));
                Files.deleteIfExists(file);
            }
        }
        return null;
    }

    private void takeBest(Path file, Checkpoint.Facts facts, Path weights) throws IOException {
        if (!facts.training().equals(training)) {
            throw new IOException(file + " is of a training with other settings, data or code");
        } else if (facts.best() > 0) {
            Path best = best(facts.best());
            if (!Fingerprint.of(best).equals(facts.bestWeights())) {
                throw new IOException(best + " is damaged: its checksum is not that of what was written");
            }
            Files.deleteIfExists(weights);
            link(best, weights);
        }
    }

    /** Says something of them. */
    void say(String line) {
        progress.said(line);
    }

    /** Deletes all of them: the training has ended, or begins anew. */
    void clear() throws IOException {
        if (folder != null) {
            discard(folder);
        }
    }

    /**
     * Gives a folder without checkpoints those of another one, whose training has paused. What is there in the end is
     * whole, even if this is interrupted.
     */
    public static void take(Path from, Path to) throws IOException {
        if (numbered(NAME, to).isEmpty()) {
            for (Pattern pattern : List.of(BEST, NAME)) { // a checkpoint appears after the weights that it speaks of
                for (Path file : numbered(pattern, from)) {
                    link(file, to.resolve(file.getFileName()));
                }
            }
        }
    }

    /** Deletes all checkpoints of a folder. */
    public static void discard(Path folder) throws IOException {
        for (Pattern pattern : List.of(NAME, BEST)) {
            for (Path file : numbered(pattern, folder)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The newest first. */
    private List<Path> all() throws IOException {
        return numbered(NAME, folder());
    }

    private static List<Path> numbered(Pattern pattern, Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                entries.forEach(files::add);
            }
        }
        files.removeIf(file -> number(pattern, file) < 0 || !Files.isRegularFile(file));
        files.sort(Comparator.comparing((Path file) -> number(pattern, file)).reversed());
        return files;
    }

    private static long number(Pattern pattern, Path file) {
        Matcher matcher = pattern.matcher(String.valueOf(file.getFileName()));
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    }
}

package org.derl.bench.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.derl.bench.claim.FolderLock;
import org.derl.bench.train.Progress;

/**
 * Runs a trial on a disk of its own until it finds room, with a page more each time, and what fails again on the empty
 * disk; then makes the disk one that cannot be written to. The arguments: the disk, and a folder elsewhere.
 */
final class SmallDisk {

    private static final int PAGE = 4096;

    private final Path disk;
    private final List<String> undisturbed;

    private SmallDisk(Path disk, List<String> undisturbed) {
        this.disk = disk;
        this.undisturbed = undisturbed;
    }

    public static void main(String[] arguments) throws Exception {
        TinyTrial elsewhere = new TinyTrial(Path.of(arguments[1]));
        elsewhere.run(Progress.NONE);
        SmallDisk small = new SmallDisk(Path.of(arguments[0]), elsewhere.numbers());
        small.lockFull();
        int pages = 0;
        while (!small.fits(pages)) {
            pages++;
        }
        assertTrue(pages > 4, "it needs but " + pages + " pages");
        small.forbid();
        System.exit(0);
    }

    /** A claim for which there is no room must not stay: nobody could tell whose it was. */
    private void lockFull() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(disk.resolve("locked"));
        fill(0);
        IOException thrown = assertThrows(IOException.class, () -> FolderLock.of(folder, line -> {}));
        assertEquals(
                "the folder " + folder + " cannot be written to (" + folder
                        + "/claim.json: the disk that is written to is full); name another one by --out",
                thrown.getMessage());
        Files.delete(ballast());
        FolderLock.of(folder, line -> {
                    throw new AssertionError(line);
                })
                .close();
    }

    private boolean fits(int pages) throws Exception {
        TinyTrial trial = new TinyTrial(disk.resolve("with-" + pages));
        fill(pages);
        boolean fits = true;
        try {
            trial.run(saying());
        } catch (TrialFailedException e) {
            fits = false;
            System.out.println(e.getMessage());
            assertTrue(e.getMessage().startsWith(trial.folder().path().toString()), e.getMessage());
            assertTrue(e.getMessage().endsWith(": the disk that is written to is full"), e.getMessage());
            assertFalse(trial.folder().isComplete());
        }
        Files.delete(ballast());
        trial.run(saying());
        assertEquals(undisturbed, trial.numbers(), "with " + pages + " pages");
        assertEquals(List.of(), trial.left());
        delete(trial.folder().path());
        return fits;
    }

    private static Progress saying() {
        return new Progress() {
            @Override
            public void finished(Epoch epoch) {
                // the folder tells
            }

            @Override
            public void said(String line) {
                System.out.println(line);
            }
        };
    }

    private void forbid() throws Exception {
        TinyTrial trial = new TinyTrial(disk.resolve("forbidden"));
        trial.folder().ask(TinyTrial.TRIAL);
        int status = new ProcessBuilder("mount", "-o", "remount,bind,ro", disk.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertEquals(0, status, "a file on it is still open for writing");
        String failure = assertThrows(TrialFailedException.class, () -> trial.run(Progress.NONE))
                .getMessage();
        assertTrue(failure.matches(trial.folder().path() + "/.*: Read-only file system"), failure);
        Path folder = trial.folder().path();
        String refused = assertThrows(IOException.class, () -> FolderLock.of(folder, line -> {}))
                .getMessage();
        assertTrue(refused.startsWith("the folder " + folder + " cannot be written to ("), refused);
    }

    /** Leaves so much room. */
    private void fill(int pages) throws IOException {
        long free = Files.getFileStore(disk).getUsableSpace();
        Files.write(ballast(), new byte[(int) free - pages * PAGE]);
    }

    private Path ballast() {
        return disk.resolve("ballast");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}

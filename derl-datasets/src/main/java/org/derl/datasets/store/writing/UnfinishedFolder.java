package org.derl.datasets.store.writing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.derl.io.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that is being filled beside the place where it is to be. It is moved there as a whole, or it is deleted,
 * also when the process is told to end; what a process leaves that could not do so is deleted by the next one.
 */
final class UnfinishedFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedFolder.class);

    /** A data set's name has no dot, so neither can be taken for one. */
    private static final String UNFINISHED = ".unfinished";

    private static final String FORMER = ".former";

    private final Path finished;
    private final Path path;
    private final Thread atEnd = new Thread(this::discard);
    private boolean open = true;

    /** Makes the folder. */
    UnfinishedFolder(Path finished) throws IOException {
        this.finished = finished;
        path = beside(finished, UNFINISHED);
        Files.createDirectory(path);
        Runtime.getRuntime().addShutdownHook(atEnd);
    }

    private static Path beside(Path folder, String ending) {
        return folder.resolveSibling(folder.getFileName() + ending);
    }

    /** Whether somebody fills a folder, or left one when he was killed. */
    static boolean isLeftIn(Path parent) throws IOException {
        return list(parent).stream()
                .map(Path::toString)
                .anyMatch(name -> name.endsWith(UNFINISHED) || name.endsWith(FORMER));
    }

    /** Deletes what others left that were killed, and puts back what they were about to replace. */
    static void clearAway(Path parent) throws IOException {
        for (Path folder : list(parent)) {
            String name = folder.getFileName().toString();
            if (name.endsWith(FORMER)) {
                Path original = parent.resolve(name.substring(0, name.length() - FORMER.length()));
                if (Files.notExists(original)) {
                    Files.move(folder, original, StandardCopyOption.ATOMIC_MOVE);
                } else {
                    deleteIfPossible(folder);
                }
            } else if (name.endsWith(UNFINISHED)) {
                delete(folder);
            }
        }
    }

    /** A place for a file in it. */
    synchronized Path file(String name) throws IOException {
        if (!open) {
            throw new IOException("interrupted");
        }
        return path.resolve(name);
    }

    /** Moves the folder to its place; one that is there already is replaced. */
    synchronized void finish() throws IOException {
        file("");
        Path former = beside(finished, FORMER);
        if (Files.exists(finished)) {
            Files.move(finished, former, StandardCopyOption.ATOMIC_MOVE);
        }
        try {
            Files.move(path, finished, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (Files.exists(former)) {
                Files.move(former, finished, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
        open = false;
        deleteIfPossible(former);
    }

    /** Who still reads a file of it may keep it from being deleted; the next import tries again. */
    private static void deleteIfPossible(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            LOG.warn("{} is left over and cannot be deleted: {}", folder, Reason.of(e));
        }
    }

    private synchronized void discard() {
        if (open) {
            open = false;
            try {
                delete(path);
            } catch (IOException e) {
                // the next import deletes what is left
            }
        }
    }

    /** Deletes the folder unless it is finished. */
    @Override
    public void close() {
        discard();
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException e) {
            // the process is ending already
        }
    }

    private static void delete(Path folder) throws IOException {
        for (int attempt = 1; Files.exists(folder); attempt++) {
            try {
                for (Path file : list(folder)) {
                    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                        delete(file);
                    } else {
                        Files.deleteIfExists(file);
                    }
                }
                Files.deleteIfExists(folder);
            } catch (DirectoryNotEmptyException e) {
                // whoever was about to open a file when the process was told to end may have done so
                if (attempt == 3) {
                    throw e;
                }
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(Comparator.naturalOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}

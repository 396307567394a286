package org.derl.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * Turns an error into a message for users: never only a path, and the name of the error's class only if it has no
 * message.
 */
public final class Reason {

    /** What files say may be of any length; our own lines are shorter. */
    private static final int LONGEST_LINE = 1000;

    /** What the system says of a full disk, and of which file it does not say. */
    private static final String FULL = "No space left on device";

    /** The way out where a file lacks its end. */
    private static final String COPY = "copy it again";

    private Reason() {}

    /**
     * Its message, in lines of a length that can be read; errors of the file system name the file alone, so that what
     * is the matter is added.
     */
    public static String of(Throwable error) {
        return shortened(message(error));
    }

    /** A message whose lines have a length that can be read. */
    public static String shortened(String message) {
        return message.lines().map(line -> shortened(line, LONGEST_LINE)).collect(Collectors.joining("\n"));
    }

    private static String message(Throwable error) {
        if (error instanceof UncheckedIOException && error.getCause() != null) {
            return message(error.getCause());
        }
        String message = error.getMessage();
        if (error instanceof FileSystemException system && system.getReason() == null) {
            return message + ": " + matter(system);
        } else if (message == null || message.isBlank()) {
            return matter(error);
        } else if (message.equals(FULL)) {
            return "the disk that is written to is full";
        }
        return message;
    }

    /** The same of work on a file or folder, which is named where the message names none: a full disk does not. */
    public static String of(Throwable error, Path place) {
        String reason = of(error);
        return (error instanceof IOException || error instanceof UncheckedIOException)
                        && !reason.contains(place.getFileSystem().getSeparator())
                ? place + ": " + reason
                : reason;
    }

    /** The same in one line. */
    public static String inOneLine(Throwable error) {
        return of(error).replaceAll("\\s*\\R\\s*", "; ");
    }

    /** Why a file cannot be read to its end, with the way out where it may have been cut off, said once. */
    public static String ofDamage(Throwable error) {
        String reason = of(error);
        return reason.contains(COPY) ? reason : reason + "; if it was cut off, " + COPY;
    }

    /** A text of about so many characters, which says how many are left out, and keeps its beginning and its end. */
    public static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int tail = most / 3;
        return text.substring(0, most - tail) + " [" + (text.length() - most) + " characters are left out here] "
                + text.substring(text.length() - tail);
    }

    private static String matter(Throwable error) {
        if (error instanceof NoSuchFileException) {
            return "there is no such file or folder";
        } else if (error instanceof AccessDeniedException) {
            return "permission denied";
        } else if (error instanceof FileAlreadyExistsException) {
            return "there is a file of this name already";
        } else if (error instanceof NotDirectoryException) {
            return "it is no folder";
        } else if (error instanceof DirectoryNotEmptyException) {
            return "the folder is not empty";
        } else if (error instanceof FileSystemLoopException) {
            return "it leads back to itself";
        } else if (error instanceof EOFException) {
            return "it ends too early; if it was cut off, " + COPY;
        }
        return "an unexpected error (" + error.getClass().getSimpleName() + ")";
    }
}

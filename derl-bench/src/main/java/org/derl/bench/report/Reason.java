package org.derl.bench.report;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Collectors;

/** What an error says to users. */
public final class Reason {

    /** What files say may be of any length; our own lines are shorter. */
    private static final int LONGEST_LINE = 1000;

    private Reason() {}

    /** Its message; errors of the file system name the file alone, so that what is the matter is added. */
    public static String of(Throwable error) {
        String message = String.valueOf(error.getMessage());
        return shortened(
                error instanceof FileSystemException system && system.getReason() == null
                        ? message + ": " + matter(system)
                        : message);
    }

    /** A message whose lines have a length that can be read. */
    public static String shortened(String message) {
        return message.lines()
                .map(line -> Printable.shortened(line, LONGEST_LINE))
                .collect(Collectors.joining("\n"));
    }

    /** The same in one line. */
    public static String inOneLine(Throwable error) {
        return of(error).replaceAll("\\s*\\R\\s*", "; ");
    }

    private static String matter(FileSystemException error) {
        if (error instanceof NoSuchFileException) {
            return "there is no such file or folder";
        } else if (error instanceof AccessDeniedException) {
            return "permission denied";
        } else if (error instanceof FileAlreadyExistsException) {
            return "it is there already";
        } else if (error instanceof NotDirectoryException) {
            return "it is no folder";
        } else if (error instanceof DirectoryNotEmptyException) {
            return "the folder is not empty";
        }
        return error.getClass().getSimpleName();
    }
}

package org.derl.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Checks files before they are read: a device or a pipe is refused, because it has no size and may have no end. */
public final class RegularFile {

    private RegularFile() {}

    /**
     * Checks that a file can be read; a link is followed.
     *
     * @return the file
     * @throws IOException when there is none, or it is something else; the message names it and says what to do
     */
    public static Path check(Path file) throws IOException {
        BasicFileAttributes attributes = attributes(file);
        if (attributes.isRegularFile()) {
            return file;
        }
        throw new IOException(file
                + (attributes.isDirectory()
                        ? " is a folder; name a file in it"
                        : " is no regular file but a device, a pipe or the like; copy what it gives into a"
                                + " file, and name that"));
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(file.toString(), null, "there is no such file");
        }
    }
}

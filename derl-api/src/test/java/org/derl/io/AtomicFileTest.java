package org.derl.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void chooseFile() {
        file = folder.resolve("report.html");
    }

    @Test
    void aFileIsReplaced() throws IOException {
        AtomicFile.write(file, "former");
        AtomicFile.write(file, "±");
        assertEquals("±", Files.readString(file));
        assertEquals(List.of("report.html"), names());
    }

    @Test
    void whatFailsLeavesTheFormerFileAndNothingElse() throws IOException {
        AtomicFile.write(file, "former");
        IOException thrown = assertThrows(
                IOException.class,
                () -> AtomicFile.write(file, unfinished -> {
                    Files.writeString(unfinished, "half");
                    throw new IOException("No space left on device");
                }));
        assertEquals(file + " cannot be written: the disk that is written to is full", thrown.getMessage());
        assertEquals("former", Files.readString(file));
        assertEquals(List.of("report.html"), names());
    }

    @Test
    void aLinkStaysAndItsFileIsReplaced() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other")).resolve("page.html");
        Files.writeString(other, "former");
        Files.createSymbolicLink(file, other);
        AtomicFile.write(file, "new");
        assertTrue(Files.isSymbolicLink(file));
        assertEquals("new", Files.readString(other));
    }

    @Test
    void aLinkToNothingIsRefused() throws IOException {
        Files.createSymbolicLink(file, folder.resolve("gone"));
        IOException refusal = assertThrows(IOException.class, () -> AtomicFile.write(file, "new"));
        assertTrue(refusal.getMessage().startsWith(file + " is a link to a file that is not there"));
        assertEquals(List.of("report.html"), names());
    }

    @Test
    void aFolderIsRefused() {
        IOException refusal = assertThrows(IOException.class, () -> AtomicFile.write(folder, "new"));
        assertEquals(folder + " is a folder; name a file", refusal.getMessage());
    }

    @Test
    void aPipeIsWrittenInto() throws Exception {
        Pipes.make(file);
        assertWrittenInto(file);
    }

    @Test
    void aLinkToAPipeIsWrittenInto() throws Exception {
        Pipes.make(folder.resolve("pipe"));
        Files.createSymbolicLink(file, folder.resolve("pipe"));
        assertWrittenInto(folder.resolve("pipe"));
        assertTrue(Files.isSymbolicLink(file));
    }

    private void assertWrittenInto(Path pipe) throws Exception {
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> Pipes.read(pipe));
        AtomicFile.write(file, "new");
        assertEquals("new", read.get());
        assertFalse(Files.isRegularFile(pipe));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(found -> found.getFileName().toString()).toList();
        }
    }
}

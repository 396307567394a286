package org.derl.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineNoteTest {

    private static final EngineFacts FACTS = new EngineFacts("PyTorch 2.7.1 (e2d141db)", "AVX512", false);

    @TempDir
    Path directory;

    private Path libraries;
    private EngineNote note;

    @BeforeEach
    void aNoteIsWritten() throws IOException {
        libraries = Files.createDirectory(directory.resolve("libraries"));
        Files.writeString(libraries.resolve("libtorch_cpu.so"), "ELF");
        note = new EngineNote(directory.resolve("new/engine.txt"), "conditions");
        assertNull(note.read());
        note.write(FACTS, libraries);
    }

    @Test
    void itSaysWhatWasWritten() {
        assertEquals(FACTS, note.read());
        EngineFacts other = new EngineFacts("PyTorch 2.7.2 (12345678)", "AVX2", false);
        note.write(other, libraries);
        assertEquals(other, note.read());
    }

    @Test
    void itDoesNotHoldUnderOtherConditions() {
        assertNull(new EngineNote(directory.resolve("new/engine.txt"), "others").read());
    }

    @Test
    void itDoesNotHoldOfOtherLibraries() throws IOException {
        Path library = libraries.resolve("libtorch_cpu.so");
        var time = Files.getLastModifiedTime(library);
        Files.writeString(library, "EL");
        Files.setLastModifiedTime(library, time);
        assertNull(note.read(), "cut off");
        note.write(FACTS, libraries);
        Files.delete(library);
        assertNull(note.read(), "another file is missing");
        Files.delete(libraries);
        assertNull(note.read(), "the folder is missing");
    }

    @Test
    void halfANoteIsNone() throws IOException {
        Path file = directory.resolve("new/engine.txt");
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.indexOf("PyTorch")));
        assertNull(note.read());
    }

    @Test
    void whereNoneCanBeWrittenNothingIsLost() throws IOException {
        Files.writeString(directory.resolve("file"), "");
        EngineNote nowhere = new EngineNote(directory.resolve("file/engine.txt"), "conditions");
        nowhere.write(FACTS, libraries);
        assertNull(nowhere.read());
    }
}

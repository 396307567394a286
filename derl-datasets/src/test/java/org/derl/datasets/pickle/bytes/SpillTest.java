package org.derl.datasets.pickle.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SpillTest {

    @TempDir
    Path directory;

    private Path cache;

    @BeforeEach
    void makeCache() throws IOException {
        cache = Files.createDirectory(directory.resolve("cache"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aKilledProcessLeavesNothing() throws IOException {
        try (Spill spill = new Spill(cache)) {
            decode(spill);
            assertEquals(List.of(), names()); // what is in use has no name any more
        }
    }

    @Test
    void whatWasLeftIsClearedAwayButWhatIsInUseStays() throws IOException {
        Files.writeString(cache.resolve("pickle1.decoded"), "left");
        Files.writeString(cache.resolve("pickle2.decoded"), "in use");
        Files.writeString(cache.resolve("other.decoded"), "somebody's");
        try (FileChannel used = FileChannel.open(cache.resolve("pickle2.decoded"), StandardOpenOption.WRITE)) {
            used.lock();
            try (Spill spill = new Spill(cache)) {
                decode(spill);
            }
        }
        assertEquals(List.of("other.decoded", "pickle2.decoded"), names());
    }

    @Test
    void aCacheThatCannotBeWrittenToIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        try (Spill spill = new Spill(file)) {
            IOException refusal = assertThrows(IOException.class, () -> decode(spill));
            assertTrue(refusal.getMessage().contains("the folder " + file + " cannot be written to"));
        }
    }

    private void decode(Spill spill) throws IOException {
        Path file = Files.writeString(directory.resolve("data.pkl"), "text");
        try (FileChannel source = FileChannel.open(file)) {
            spill.decode(new PicklePlace(file, 0), source, new RawBytes.Span(0, 4), TextEncoding.LATIN_1_AS_UTF_8);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}

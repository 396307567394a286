package org.derl.bench.executor.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a coordinator keeps of its workers. */
class LocalTest {

    @TempDir
    Path folder;

    @Test
    void silenceIsToldOfAgainAndAgainAndEndsSomewhere() throws InterruptedException {
        Silence silence = new Silence(Duration.ofMillis(20), Duration.ofMillis(60));
        assertEquals(Optional.empty(), silence.look(true));
        Thread.sleep(25);
        assertTrue(silence.look(false).isPresent());
        assertEquals(Optional.empty(), silence.look(false));
        assertFalse(new Silence(Duration.ofMinutes(10), null).isOver());
        Thread.sleep(50);
        assertTrue(silence.look(false).orElseThrow().startsWith("has not been heard of for "));
        assertTrue(silence.isOver());
        silence.look(true);
        assertFalse(silence.isOver());
    }

    @Test
    void ofWhatAWorkerPrintsTheLastIsKept() throws Exception {
        byte[] much = ("x".repeat(1 << 20) + "\nthe last line\n\n").getBytes(StandardCharsets.UTF_8);
        PrintedTail tail = PrintedTail.of(new ByteArrayInputStream(much));
        Path log = folder.resolve("log.txt");
        long end = System.nanoTime() + 10_000_000_000L;
        while (!(Files.exists(log) && Files.readString(log).endsWith("the last line\n\n")) && System.nanoTime() < end) {
            tail.move(log);
            Thread.sleep(5);
        }
        assertTrue(Files.readString(log).endsWith("x\nthe last line\n\n"));
        assertTrue(Files.size(log) <= 1 << 20, "it is bounded");
        assertEquals("", tail.last(), "it was moved");
    }
}

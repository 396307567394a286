package org.derl.bench.executor.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.derl.bench.claim.Claim;
import org.derl.bench.trial.TrialFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerTest {

    @TempDir
    Path directory;

    @Test
    void aTrialThatAnotherOneHasEndedAndMovedIsLeftAlone() throws Exception {
        TrialFolder moved = new TrialFolder(directory.resolve("seed-1.unfinished"));
        assertEquals(Optional.empty(), Worker.claim(moved));
        Files.createDirectories(moved.path());
        try (Claim claim = Worker.claim(moved).orElseThrow()) {
            assertTrue(claim.holds());
            assertEquals(Optional.empty(), Worker.claim(moved));
        }
    }
}

package org.derl.bench.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.TrialFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {

    @TempDir
    Path directory;

    private TrialFolder folder;
    private EventFile told;
    private EventFile heard;

    @BeforeEach
    void files() throws IOException {
        folder = new TrialFolder(directory);
        told = new EventFile(folder);
        heard = new EventFile(folder);
    }

    private void append(String text) throws IOException {
        Files.writeString(folder.events(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void whatIsToldIsHeardOnce() throws IOException {
        assertEquals(List.of(), heard.read());
        Progress.Epoch epoch = new Progress.Epoch(2, 12, 0.25, Double.NaN, true);
        told.started("process 1 on node-3");
        told.progress().stepped(2, 7, 75);
        told.progress().finished(epoch);
        told.progress().checkpointed(82, 1.5);
        told.progress().said("for two reasons:\nthese");
        told.interrupted();
        assertEquals(
                List.of(
                        new TrialEvent.Started(folder, "process 1 on node-3"),
                        new TrialEvent.Stepped(folder, 2, 7, 75),
                        new TrialEvent.Finished(folder, epoch),
                        new TrialEvent.Checkpointed(folder, 82, 1.5),
                        new TrialEvent.Said(folder, "for two reasons:\nthese"),
                        new TrialEvent.Interrupted(folder)),
                heard.read());
        assertEquals(List.of(), heard.read());
    }

    @Test
    void stepsAreToldOfNoOftenerThanABarIsWatched() throws IOException {
        Progress progress = told.progress();
        for (int step = 1; step <= 1000; step++) {
            progress.stepped(1, step, 1000);
        }
        assertTrue(heard.read().size() < 100);
    }

    @Test
    void anEventThatIsHalfWrittenWaitsForItsOtherHalf() throws IOException {
        append("{\"event\":\"said\",");
        assertEquals(List.of(), heard.read());
        append("\"line\":\"x\"}\n");
        assertEquals(List.of(new TrialEvent.Said(folder, "x")), heard.read());
    }

    @Test
    void whatAPluginWritesThereHarmsNobody() throws IOException {
        for (String forged : List.of(
                "\u0001result",
                "{",
                "[]",
                "{}",
                "{\"event\":5}",
                "{\"event\":\"stepped\",\"epoch\":\"x\"}",
                "{\"event\":\"completed\"}",
                "{\"event\":\"said\",\"line\":{}}",
                "[".repeat(100_000),
                "x".repeat(3 << 20))) {
            append(forged + "\n");
        }
        told.progress().said("goes on");
        List<TrialEvent> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.addAll(heard.read());
        }
        assertEquals(List.of(new TrialEvent.Said(folder, "goes on")), all);
    }

    @Test
    void aFileThatWasBegunAnewIsReadFromItsBegin() throws IOException {
        told.started("process 1 on node-3");
        heard.read();
        Files.delete(folder.events());
        told.interrupted();
        assertEquals(List.of(new TrialEvent.Interrupted(folder)), heard.read());
    }
}

package org.derl.bench.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.train.Progress;
import org.derl.config.InvalidConfigException;
import org.derl.io.Fingerprint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorruptedTrainingTest {

    private static final Configuration CONFIGURATION = Configuration.of(CorruptedTrainingTest.class.getClassLoader());

    @TempDir
    Path directory;

    private static TrialRun run(String corruption) {
        return new TrialRun(
                CONFIGURATION,
                new Trial(
                        "toy-model",
                        "toy",
                        "as-is",
                        1,
                        "cpu",
                        ConfigFactory.parseString("toy-model.training { epochs = 2" + corruption + " }")));
    }

    private TrialFolder folder(String name) {
        return new TrialFolder(directory.resolve(name));
    }

    private List<String> numbers(String name) throws IOException {
        List<String> checksums = new ArrayList<>();
        for (Path file : folder(name).numbers()) {
            checksums.add(Fingerprint.of(file));
        }
        return checksums;
    }

    @Test
    void aStoppedTrainingSeesTheSameMasksAndTheTableIsTold() throws IOException {
        String corruption = ", corruption.form = missing-steps";
        TrialResult whole = run(corruption).run(folder("whole"), Progress.NONE);
        int[] steps = new int[1];
        assertThrows(CancellationException.class, () -> run(corruption)
                .run(folder("stopped"), Progress.NONE, () -> ++steps[0] == 9)); // in the second epoch
        run(corruption).run(folder("stopped"), Progress.NONE);
        assertEquals(numbers("whole"), numbers("stopped"));

        TrialResult clean = run("").run(folder("clean"), Progress.NONE);
        assertNotEquals(numbers("clean"), numbers("whole"));
        assertNotEquals(clean.facts().fingerprint(), whole.facts().fingerprint());
        assertTrue(
                whole.facts()
                        .notes()
                        .contains(
                                "trained on corrupted inputs (missing-steps): 50 % of the samples complete, else a rate in"
                                        + " [0, 1] for each modality, anew each epoch"),
                whole.facts().notes()::toString);
        assertTrue(Files.readString(directory.resolve("whole/settings.conf")).contains("form=missing-steps"));

        run(", corruption.complete = 1").run(folder("complete"), Progress.NONE);
        assertEquals(numbers("clean"), numbers("complete"), "of complete samples nothing is lost");
        run(", corruption.protocol = lnln").run(folder("lnln"), Progress.NONE);
        assertNotEquals(numbers("whole"), numbers("lnln"));
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        InvalidConfigException refused =
                assertThrows(InvalidConfigException.class, () -> run(", corruption { protocol = lnln, form = noise }")
                        .run(folder("refused"), Progress.NONE));
        assertTrue(refused.getMessage().contains("leave form and complete out"), refused.getMessage());
    }
}

package org.derl.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.derl.bench.parity.Parity;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialResult;
import org.derl.bench.trial.TrialRun;
import org.derl.tensor.Compute;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line does with {@code --device gpu0}. */
@Tag("gpu")
class GpuTest {

    private static final Path GOLDEN = Path.of("../derl-fusion/src/test/resources/org/derl/models/golden");
    private static final String DEVICE = "gpu0";

    @TempDir
    Path directory;

    @BeforeEach
    void needsOne() {
        Assumptions.assumeTrue(Compute.gpus() > 0, "the engine finds no GPU here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"derl/case1/full", "tfn/case1", "mult/case1", "misa/case1"})
    void equalsTheReference(String fixture) throws IOException {
        StringWriter out = new StringWriter();
        int status = new Parity(Compute.device(DEVICE), new PrintWriter(out), new PrintWriter(out))
                .run(List.of(GOLDEN.resolve(fixture)));
        assertEquals(0, status, out::toString);
    }

    @Test
    void trainsATrial() throws IOException {
        Trial trial =
                new Trial("derl", "toy", "as-is", 1, DEVICE, ConfigFactory.parseString("derl.training.epochs = 2"));
        TrialResult result =
                new TrialRun(GpuTest.class.getClassLoader(), trial).run(new TrialFolder(directory), Progress.NONE);
        assertEquals(Compute.device(DEVICE).toString(), result.facts().device());
        String kind = String.valueOf(result.facts().provenance().get("device"));
        assertFalse(kind.isBlank() || kind.startsWith("gpu("), kind);
        assertTrue(result.test().size() > 0);
    }
}

package org.derl.bench.comparison;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.executor.Executors;
import org.derl.bench.executor.TrialExecutor;
import org.derl.bench.executor.Workplace;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialResult;
import org.derl.data.SplitName;
import org.derl.tensor.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real models with dropout, trained by real workers: the seed alone decides the bits of their weights. */
class ReproducibilityTest {

    private static final List<String> FILES = List.of("weights.safetensors", "validation.csv", "test.csv");

    private static final Kernels KERNELS = Kernels.PORTABLE.areOn(Device.cpu()) ? Kernels.PORTABLE : Kernels.NATIVE;

    @TempDir
    Path directory;

    /** What a process has trained before makes no difference either: in sequence, one process runs them all. */
    @Test
    void workersSideBySideWriteTheFilesOfOneThatRunsAll() throws Exception {
        Experiment inSequence = run("in-sequence", 1);
        Experiment sideBySide = run("side-by-side", 4);
        for (Trial trial : inSequence.trials(model -> "as-is")) {
            for (String file : FILES) {
                assertArrayEquals(
                        bytes(inSequence, trial, file), bytes(sideBySide, trial, file), trial.label() + ": " + file);
            }
        }
        TrialResult.Facts facts = sideBySide
                .folder(sideBySide.trials(model -> "as-is").get(0))
                .read()
                .facts();
        assertEquals(KERNELS.toString(), facts.kernels());
        assertTrue(
                KERNELS == Kernels.NATIVE || String.valueOf(facts.processor()).endsWith(", AVX2"));
        List<Trial> trials = inSequence.trials(model -> "as-is");
        assertFalse(Arrays.equals(
                bytes(inSequence, trials.get(0), "weights.safetensors"),
                bytes(inSequence, trials.get(1), "weights.safetensors")));
    }

    private static byte[] bytes(Experiment experiment, Trial trial, String file) throws IOException {
        return Files.readAllBytes(experiment.folder(trial).path().resolve(file));
    }

    private Experiment run(String folder, int workers) throws Exception {
        Experiment experiment = new Experiment(
                "toy",
                "as-is",
                List.of("derl", "mult"),
                "derl",
                List.of(1L, 2L),
                "cpu",
                KERNELS,
                SplitName.TEST,
                ConfigFactory.parseString(
                        """
                        derl.training.epochs = 2
                        mult.training { epochs = 1, optimization.accumulation = 2 }
                        mult.model { layers = 1, memory-layers = 1 }
                        """),
                directory.resolve(folder));
        Configuration configuration = Configuration.of(ReproducibilityTest.class.getClassLoader());
        Workplace place = new Workplace(configuration, experiment.folder(), KERNELS, workers);
        try (TrialExecutor processes = configuration.make(Executors.class).executor("local", place)) {
            List<ComparedSystem> systems = new ExperimentRun(ReproducibilityTest.class.getClassLoader(), experiment)
                    .run(processes, new QuietListener());
            for (ComparedSystem system : systems) {
                assertEquals(List.of(), system.failures());
            }
        }
        return experiment;
    }
}

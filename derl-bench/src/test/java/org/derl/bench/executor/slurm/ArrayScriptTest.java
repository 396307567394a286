package org.derl.bench.executor.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.executor.Workplace;
import org.derl.tensor.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrayScriptTest {

    private static final SlurmExecutor.Config CONFIG = new SlurmExecutor.Config(
            "main", "gpu:1", "01:00:00", null, List.of("java/17"), List.of("--constraint=avx2"), 3, 4, false);

    @TempDir
    Path folder;

    private String text() {
        Workplace place = new Workplace(
                Configuration.of(ArrayScriptTest.class.getClassLoader(), folder, folder.resolve("it's here")),
                folder,
                Kernels.PORTABLE,
                2);
        return new ArrayScript(CONFIG, place).text(folder, folder.resolve("trials.txt"), 10);
    }

    @Test
    void aSiteGetsItsOptionsAndEachJobItsShare() {
        List<String> lines = text().lines().toList();
        assertEquals("#!/bin/bash", lines.get(0));
        for (String option : List.of(
                "--array=0-3%4",
                "--partition=main", "--gres=gpu:1", "--time=01:00:00", "--constraint=avx2", "--signal=B:TERM@90")) {
            assertTrue(lines.contains("#SBATCH " + option), option);
        }
        assertTrue(lines.contains("module load 'java/17'"));
        assertTrue(lines.contains("export NVIDIA_TF32_OVERRIDE='0'"));
        assertTrue(lines.contains("export ATEN_CPU_CAPABILITY='avx2'"));
        assertTrue(text().contains(" $((SLURM_ARRAY_TASK_ID * 3)) "));
    }

    @Test
    void aShellReadsIt() throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("array.sh"), text());
        Process bash = new ProcessBuilder("bash", "-n", script.toString()).start();
        assertTrue(bash.waitFor(10, TimeUnit.SECONDS));
        assertEquals(0, bash.exitValue());
    }

    @Test
    void whereThereIsNoSlurmThatIsSaid() {
        IOException thrown = assertThrows(IOException.class, () -> SlurmCommand.run(List.of("sbatch-is-not-here")));
        assertTrue(thrown.getMessage().contains("--executor local runs trials on this one"), thrown.getMessage());
    }

    @Test
    void aCommandThatFailsIsToldWithItsWords() {
        IOException thrown = assertThrows(
                IOException.class, () -> SlurmCommand.run(List.of("bash", "-c", "echo no such partition; exit 3")));
        assertTrue(thrown.getMessage().endsWith("fails: no such partition"), thrown.getMessage());
    }
}

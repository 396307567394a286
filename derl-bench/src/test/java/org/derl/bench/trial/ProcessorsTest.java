package org.derl.bench.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.derl.tensor.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The same training here and on emulated processors of other makers and years. */
@EnabledIfSystemProperty(
        named = "derl.emulate",
        matches = "true",
        disabledReason = "emulating other processors takes minutes: -Dderl.emulate=true does it")
class ProcessorsTest {

    private static final String QEMU = "qemu-x86_64";

    @TempDir
    Path directory;

    @Test
    void portableKernelsGiveTheSameBitsOnThreeProcessors() throws Exception {
        assumeTrue(Kernels.PORTABLE.areOn(Device.cpu()), "this processor has no portable kernels");
        assumeTrue(onPath(), "there is no " + QEMU + " here, which comes with Debian's qemu-user");
        String here = checksum("here", List.of());
        System.out.println("here: " + here);
        for (String processor : List.of("Haswell", "EPYC-Rome")) {
            String there = checksum(processor, List.of(QEMU, "-cpu", processor));
            System.out.println(processor + ": " + there);
            assertEquals(here, there, processor);
        }
    }

    private static boolean onPath() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, QEMU)));
    }

    private String checksum(String name, List<String> emulator) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(emulator);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dai.djl.offline=true",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                TwentySteps.class.getName(),
                directory.resolve(name).toString(),
                Kernels.PORTABLE.name()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Kernels.PORTABLE.prepare(builder.environment());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        List<String> checksums =
                said.lines().filter(line -> line.startsWith("checksum ")).toList();
        assertTrue(checksums.size() == 1, said);
        return checksums.get(0);
    }
}

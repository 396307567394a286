package org.derl.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.derl.tensor.Compute;
import org.derl.tensor.GpuSupport;
import org.junit.jupiter.api.Test;

class GpuCommandTest {

    private static final GpuSupport NOTHING = new GpuSupport("", "2.7.1", "", List.of());
    private static final GpuSupport ALL = new GpuSupport("12.8", "2.5.1", "12.4", List.of("NVIDIA A", "NVIDIA B"));

    @Test
    void whatIsThereAndWhatIsMissing() {
        assertEquals(
                """
                driver    none found
                libtorch  2.7.1, for processors alone
                GPUs      none
                """,
                printed(NOTHING));
        assertEquals(
                """
                driver    runs CUDA up to 12.8
                libtorch  2.5.1, for CUDA 12.4
                GPUs      gpu0 NVIDIA A, gpu1 NVIDIA B
                """,
                printed(ALL));
        assertEquals(List.of(), GpuCommand.advice(ALL, ""));
        String both = String.join("\n", GpuCommand.advice(NOTHING, ""));
        assertTrue(both.contains("driver") && both.contains("-Pgpu"), both);
        GpuSupport hidden = new GpuSupport("12.8", "2.5.1", "12.4", List.of());
        assertTrue(GpuCommand.advice(hidden, "7").get(0).contains("CUDA_VISIBLE_DEVICES is '7'"));
        assertTrue(GpuCommand.advice(hidden, "").get(0).contains("nvidia-smi"));
    }

    @Test
    void theCaseIsComparedWhereverItRuns() {
        StringWriter out = new StringWriter();
        int status = Main.commandLine().setOut(new PrintWriter(out)).execute("gpu");
        assertTrue(out.toString().contains(": equal to its reference"), out::toString);
        assertEquals(Compute.gpus() > 0 ? 0 : 1, status);
        assertTrue(out.toString().lines().allMatch(line -> line.length() <= 80), out::toString);
    }

    private static String printed(GpuSupport support) {
        StringWriter out = new StringWriter();
        GpuCommand.print(support, new PrintWriter(out));
        return out.toString();
    }
}

package org.derl.tensor;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class KernelsTest {

    @Test
    void anEnvironmentThatWasPreparedIsThatOfPortableKernels() {
        Map<String, String> environment = new HashMap<>(Map.of("MKL_CBWR", "AVX512"));
        assertEquals(Kernels.NATIVE, Kernels.of(environment));

        Kernels.PORTABLE.prepare(environment);

        assertEquals(
                Map.of("ATEN_CPU_CAPABILITY", "avx2", "MKL_CBWR", "COMPATIBLE", "ONEDNN_MAX_CPU_ISA", "AVX2"),
                environment);
        assertEquals(Kernels.PORTABLE, Kernels.of(environment));
        assertDoesNotThrow(() -> Kernels.PORTABLE.requireIn(environment));
    }

    @Test
    void nativeKernelsLeaveTheEnvironmentAlone() {
        Map<String, String> environment = new HashMap<>(Map.of("ATEN_CPU_CAPABILITY", "default"));
        Kernels.NATIVE.prepare(environment);
        assertEquals(Map.of("ATEN_CPU_CAPABILITY", "default"), environment);
        assertDoesNotThrow(() -> Kernels.NATIVE.requireIn(environment));
    }

    @Test
    void aProcessWithoutTheVariablesIsToldAllOfThem() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Kernels.PORTABLE.requireIn(Map.of("ATEN_CPU_CAPABILITY", "avx2", "MKL_CBWR", "AVX2")))
                .getMessage();
        assertTrue(message.contains("ATEN_CPU_CAPABILITY=avx2, MKL_CBWR=COMPATIBLE, ONEDNN_MAX_CPU_ISA=AVX2"), message);
        assertTrue(message.contains("lacks MKL_CBWR, ONEDNN_MAX_CPU_ISA."), message);
    }

    @Test
    void portableKernelsAreRefusedOnAGpu() {
        assertDoesNotThrow(() -> Kernels.NATIVE.requireOn(Device.gpu(0)));
        assertEquals(
                "portable kernels are those of x86-64 processors with AVX2, and this is a GPU; native kernels compute"
                        + " anywhere",
                assertThrows(IllegalArgumentException.class, () -> Kernels.PORTABLE.requireOn(Device.gpu(0)))
                        .getMessage());
    }

    @Test
    void onlyNativeKernelsDependOnTheProcessor() {
        assertTrue(Kernels.NATIVE.reach().startsWith(Kernels.PORTABLE.processor()), Kernels.NATIVE.reach());
        assertEquals("x86-64 with AVX2", Kernels.PORTABLE.reach());
    }

    @Test
    void aProcessorIsKnownByNameAndKind() {
        assertEquals(
                "Intel(R) Xeon(R) CPU E5-2680 v3 @ 2.50GHz (family 6, model 63)",
                Processor.name(List.of(
                        "processor\t: 0",
                        "cpu family\t: 6",
                        "model\t\t: 63",
                        "model name\t: Intel(R) Xeon(R) CPU E5-2680 v3 @ 2.50GHz",
                        "",
                        "processor\t: 1",
                        "model\t\t: 64")));
        assertEquals(
                System.getProperty("os.arch") + " (implementer 0x41, part 0xd0c, variant 0x3)",
                Processor.name(List.of("CPU implementer\t: 0x41", "CPU variant\t: 0x3", "CPU part\t: 0xd0c")));
    }

    @Test
    void theEngineSaysItsBuildAndInstructions() {
        EngineBuild build = EngineBuild.of(
                """
                PyTorch built with:
                  - GCC 9.4
                  - Intel(R) oneAPI Math Kernel Library Version 2024.2-Product Build 20240605 for Intel(R) 64
                  - Intel(R) MKL-DNN v3.7.1 (Git Hash 8d263e693366ef8db40acc569cc7d8edf644556d)
                  - CPU capability usage: AVX512
                  - Build settings: BLAS_INFO=mkl, COMMIT_SHA=e2d141dbde55c2a4370fac5165b0561b6af4798b, USE_MKL=ON,
                """);
        assertEquals("e2d141db, MKL 2024.2-Product Build 20240605, oneDNN 3.7.1", build.libraries());
        assertEquals("AVX512", build.capability());
        assertEquals(EngineBuild.UNKNOWN, EngineBuild.of(""));
        if (System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64")) {
            assertTrue(EngineBuild.here().capability().matches("DEFAULT|AVX2|AVX512"), Kernels.NATIVE.processor());
            assertTrue(Compute.engine().matches("PyTorch \\S+ \\(\\w{8}, .*"), Compute.engine());
        }
    }

    /** What ArchitectureTest refuses in Java: ADR 9. Portable kernels leave wide products to the engine. */
    @Test
    void scriptsHaveNoOperationThatProcessorsComputeDifferently() throws IOException {
        try (InputStream in = Objects.requireNonNull(Kernels.class.getResourceAsStream("kernels.py"))) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String scripts = all.replaceFirst("(?s)def wide_linear.*?\n(?=  def )", "");
            assertNotEquals(all, scripts, "the kernel of wide products has another name");
            assertTrue(scripts.contains("torch.rsqrt("), "the scripts are elsewhere");
            assertFalse(Pattern.compile("torch\\.(sqrt|_?conv|mkldnn)")
                    .matcher(scripts)
                    .find());
        }
    }
}

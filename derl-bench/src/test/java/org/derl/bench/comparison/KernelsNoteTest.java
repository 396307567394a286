package org.derl.bench.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.derl.bench.trial.TrialResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KernelsNoteTest {

    private static final String XEON = "Intel Xeon (family 6, model 63), AVX2";

    private static String computed(@Nullable String kernels, @Nullable String processor, String device) {
        return KernelsNote.computed(new TrialResult.Facts(
                1, 1, 1, 1, device, "PyTorch", kernels, processor, List.of(), "fingerprint", Map.of(), null));
    }

    private static ComparedSystem row(String title, String... computed) {
        return new ComparedSystem(
                title,
                title,
                "-",
                OptionalLong.of(1),
                1,
                List.of(),
                List.of(),
                List.of(),
                List.of(computed),
                List.of(),
                List.of(),
                Map.of());
    }

    private static String note(ComparedSystem... rows) {
        return KernelsNote.of(List.of(rows)).orElseThrow();
    }

    @Test
    void saysWhereDigitsHold() {
        assertEquals(
                "Kernels: portable; a seed gives the same digits on every x86-64 processor with AVX2.",
                note(row("mean"), row("DERL", computed("portable", XEON, "cpu()"))));
        assertEquals(
                "Kernels: native on " + XEON + "; other processors give other digits.",
                note(row("DERL", computed("native", XEON, "cpu()"))));
        assertEquals(
                "Kernels: native on gpu(0); other processors give other digits.",
                note(row("DERL", computed("native", XEON, "gpu(0)"))));
        assertEquals(
                "native on NVIDIA H200",
                KernelsNote.computed(new TrialResult.Facts(
                        1,
                        1,
                        1,
                        1,
                        "gpu(0)",
                        "PyTorch",
                        "native",
                        XEON,
                        List.of(),
                        "fingerprint",
                        Map.of("device", "NVIDIA H200"),
                        null)));
        assertEquals(
                "Computed by kernels that an older DERL did not record; other processors give other digits.",
                note(row("DERL", computed(null, null, "cpu()"))));
        assertEquals(Optional.empty(), KernelsNote.of(List.of(row("mean"))));
    }

    @Test
    void saysWhichRowsWereComputedDifferently() {
        assertEquals(
                "Not all rows were computed alike, which alone moves digits: portable: DERL, MulT; native on " + XEON
                        + ": MulT; kernels that an older DERL did not record: TFN.",
                note(
                        row("DERL", computed("portable", null, "cpu()")),
                        row("MulT", computed("portable", null, "cpu()"), computed("native", XEON, "cpu()")),
                        row("TFN", computed(null, null, "cpu()"))));
    }
}

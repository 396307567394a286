package org.derl.bench.datacheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derl.bench.configuration.Configuration;
import org.junit.jupiter.api.Test;

/** Real features that were learned from labels of test samples; skipped where they are absent. */
class LeakingFeaturesTest {

    private static Path folder() {
        String named = System.getProperty("DERL_SHARED", System.getenv("DERL_SHARED"));
        Path shared = named == null ? Path.of("..", "..", "shared") : Path.of(named);
        return shared.resolve("data/cmu-mosi/bc-lstm-utterance");
    }

    @Test
    void textAndVisionOfBcLstmKnowTheLabelsOfTheStandardFolds() {
        assumeTrue(Files.isDirectory(folder()), () -> "skipped: no real data in " + folder().toAbsolutePath());
        Report report = Configuration.of(LeakingFeaturesTest.class.getClassLoader())
                .make(Doctor.class)
                .files(List.of(folder()), null);
        assertEquals(
                List.of("test, text", "test, vision"),
                report.findings().stream()
                        .filter(finding -> finding.kind().equals("label-leakage"))
                        .map(finding -> finding.place().inWords())
                        .toList());
        assertEquals(3, report.probes().size());
        assertEquals(0.94, report.probes().get(0).accuracy(), 0.01);
        assertEquals(0.51, report.probes().get(1).accuracy(), 0.03);
        assertEquals(0.82, report.probes().get(2).accuracy(), 0.03);
    }
}

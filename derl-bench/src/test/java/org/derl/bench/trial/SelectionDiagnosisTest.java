package org.derl.bench.trial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.train.Progress;
import org.derl.data.SplitName;
import org.derl.tensor.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionDiagnosisTest {

    private static final Configuration CONFIGURATION = Configuration.of(SelectionDiagnosisTest.class.getClassLoader());
    private static final String SETTINGS = "toy-model.training { epochs = 6, patience = 6,"
            + " select = { type = corr }, optimization.learning-rate = 0.3";
    private static final List<String> NUMBERS =
            List.of("weights.safetensors", "validation.csv", "test.csv", "history.csv");

    private final List<String> said = new ArrayList<>();

    @TempDir
    Path directory;

    private static Trial trial(boolean diagnosed, SplitName split) {
        return new Trial(
                "toy-model",
                "toy",
                "as-is",
                1,
                "cpu",
                Kernels.NATIVE,
                ConfigFactory.parseString(SETTINGS + (diagnosed ? ", diagnose-selection = true }" : " }")),
                split);
    }

    private TrialResult run(String name, boolean diagnosed) throws IOException {
        return new TrialRun(CONFIGURATION, trial(diagnosed, SplitName.TEST))
                .run(folder(name), Progress.saying(said::add));
    }

    /** Stops after some steps; an epoch has several. */
    private void stop(String name, int steps) {
        int[] taken = new int[1];
        assertThrows(CancellationException.class, () -> new TrialRun(CONFIGURATION, trial(true, SplitName.TEST))
                .run(folder(name), Progress.NONE, () -> ++taken[0] == steps));
    }

    private TrialFolder folder(String name) {
        return new TrialFolder(directory.resolve(name));
    }

    private Path file(String name, String file) {
        return directory.resolve(name).resolve(file);
    }

    private List<String> epochFiles(String name) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(name))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.startsWith("epoch-"))
                    .sorted()
                    .toList();
        }
    }

    private void assertSameNumbers(String expected, String found) throws IOException {
        for (String number : NUMBERS) {
            assertArrayEquals(
                    Files.readAllBytes(file(expected, number)), Files.readAllBytes(file(found, number)), number);
        }
    }

    @Test
    void everyEpochPredictsTestInTheOneOpeningAndNoNumberChanges() throws IOException {
        TrialResult plain = run("plain", false);
        TrialResult diagnosed = run("diagnosed", true);
        assertSameNumbers("plain", "diagnosed");
        assertEquals(plain.facts().fingerprint(), diagnosed.facts().fingerprint());
        assertEquals(1, diagnosed.facts().circumstances().openings().size());
        assertEquals(List.of(), epochFiles("diagnosed"));
        assertFalse(Files.exists(file("plain", "diagnostic.csv")));
        assertNull(plain.selectionCost());

        List<CSVRecord> rows = rows("diagnosed", "diagnostic.csv");
        assertEquals(diagnosed.facts().epochs(), rows.size());
        CSVRecord chosen = rows.get(diagnosed.facts().bestEpoch() - 1);
        assertEquals(List.of(chosen), chosen(rows, "chosen"));
        assertEquals(
                SentimentMetrics.MAE.metric().of(diagnosed.test()),
                Double.parseDouble(chosen.get("test/mae")),
                "other weights than those of test.csv");
        CSVRecord best = rows.stream()
                .max(Comparator.comparing((CSVRecord row) -> Double.valueOf(row.get("test/corr"))))
                .orElseThrow();
        assertEquals(List.of(best), chosen(rows, "chosen-on-test"), "corr selects, and higher is better");
        assertEquals(
                Double.parseDouble(chosen.get("test/mae")) - Double.parseDouble(best.get("test/mae")),
                diagnosed.selectionCost());
        List<CSVRecord> history = rows("diagnosed", "history.csv");
        for (int i = 0; i < rows.size(); i++) {
            assertEquals(history.get(i).get("validation/mae"), rows.get(i).get("validation/mae"));
        }
    }

    private static List<CSVRecord> chosen(List<CSVRecord> rows, String column) {
        return rows.stream().filter(row -> row.get(column).equals("true")).toList();
    }

    private List<CSVRecord> rows(String name, String file) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (Reader text = Files.newBufferedReader(file(name, file))) {
            return format.parse(text).getRecords();
        }
    }

    @Test
    void anInterruptedTrialDiagnosesTheSame() throws IOException {
        run("undisturbed", true);
        stop("resumed", 8);
        assertTrue(epochFiles("resumed").contains("epoch-1.safetensors"), epochFiles("resumed")::toString);
        stop("resumed", 5);
        TrialResult resumed = run("resumed", true);
        assertTrue(said.toString().contains("goes on from step 13"), said.toString());
        assertSameNumbers("undisturbed", "resumed");
        assertArrayEquals(
                Files.readAllBytes(file("undisturbed", "diagnostic.csv")),
                Files.readAllBytes(file("resumed", "diagnostic.csv")));
        assertEquals(resumed.selectionCost(), folder("resumed").read().selectionCost());
        assertNotNull(resumed.selectionCost());
        Files.writeString(file("resumed", "diagnostic.csv"), "epoch\n");
        assertThrows(IOException.class, folder("resumed")::read);
    }

    @Test
    void damagedWeightsOfAnEpochAreSaidAndCostNothingElse() throws IOException {
        run("plain", false);
        stop("damaged", 8);
        byte[] bytes = Files.readAllBytes(file("damaged", "epoch-1.safetensors"));
        bytes[bytes.length - 20] ^= 1;
        Files.write(file("damaged", "epoch-1.safetensors"), bytes);
        TrialResult result = run("damaged", true);
        assertTrue(
                said.toString().contains("the choice of the epoch is not diagnosed, and all else is whole: "),
                said::toString);
        assertTrue(said.toString().contains("epoch-1.safetensors is damaged"), said::toString);
        assertNull(result.selectionCost());
        assertSameNumbers("plain", "damaged");
        assertEquals(List.of(), epochFiles("damaged"));
        folder("damaged").read();
    }

    @Test
    void aTrialThatNeverOpensTheTestSplitKeepsNothing() throws IOException {
        TrialFolder folder = folder("search");
        new TrialRun(CONFIGURATION, trial(true, SplitName.VALIDATION)).run(folder, Progress.NONE);
        assertFalse(Files.exists(file("search", "diagnostic.csv")));
        assertEquals(List.of(), epochFiles("search"));
    }
}

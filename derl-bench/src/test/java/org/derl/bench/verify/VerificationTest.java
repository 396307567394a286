package org.derl.bench.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.derl.bench.cli.Main;
import org.derl.bench.comparison.ComparedData;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.comparison.ComparisonTables;
import org.derl.bench.comparison.Experiment;
import org.derl.bench.comparison.ExperimentRun;
import org.derl.bench.comparison.QuietListener;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.comparison.TableFiles;
import org.derl.bench.executor.ThreadExecutor;
import org.derl.bench.search.Searches;
import org.derl.bench.search.SettingsSearch;
import org.derl.bench.trial.CheckedJson;
import org.derl.bench.trial.InProcess;
import org.derl.data.SplitName;
import org.derl.io.AtomicFile;
import org.derl.io.Fingerprint;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A comparison as it was written is verified; each way of tampering with it is named. */
class VerificationTest {

    private static final ClassLoader LOADER = VerificationTest.class.getClassLoader();

    @TempDir
    static Path written;

    @TempDir
    Path directory;

    private Path folder;
    private String said = "";

    @BeforeAll
    static void compare() throws Exception {
        Experiment experiment = new Experiment(
                "toy",
                "as-is",
                List.of("toy-model", "text-only"),
                "toy-model",
                List.of(1L, 2L),
                "cpu",
                SplitName.TEST,
                ConfigFactory.parseString("toy-model.training.epochs = 1\ntext-only.training.epochs = 1"),
                written.resolve("out"));
        ExperimentRun run = new ExperimentRun(LOADER, experiment);
        List<ComparedSystem> systems = run.run(new ThreadExecutor(new InProcess(LOADER), 1), new QuietListener());
        ComparedData data = ComparedData.of("Toy", run.data());
        StoredComparison.of(data, systems, "no model", SplitName.TEST, List.of())
                .write(experiment.folder());
        String note = Verification.ofTrials(experiment.folder()).note();
        ComparisonTables tables = new ComparisonTables(data, systems, "no model", SplitName.TEST, List.of(note));
        for (Map.Entry<String, String> file :
                TableFiles.of(tables, SplitName.TEST).entrySet()) {
            AtomicFile.write(experiment.folder().resolve(file.getKey()), file.getValue());
        }
    }

    @BeforeEach
    void copy() throws IOException {
        folder = directory.resolve("out");
        try (Stream<Path> files = Files.walk(written.resolve("out"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(written.resolve("out").relativize(file)));
            }
        }
    }

    @Test
    void whatWasWrittenIsVerified() throws IOException {
        assertEquals(0, verify());
        assertTrue(
                Files.readString(folder.resolve("test.md"))
                        .contains("Verified: files, trials, seeds, samples, test, budget (derl"),
                Files.readString(folder.resolve("test.md")));
    }

    @Test
    void aChangedPredictionIsNamed() throws IOException {
        changePrediction();
        assertBroken("files", "toy-model (seed 1): toy-model/seed-1/test.csv is damaged: ");
        assertTrue(Verification.ofTrials(folder).note().startsWith("Not verified: files: toy-model (seed 1): "));
    }

    /** As somebody does who has the checksums fit. */
    @Test
    void aChangedPredictionWithTheChecksumOfItBreaksTheTables() throws IOException {
        changePrediction();
        sign("toy-model/seed-1");
        assertBroken("tables", "test.csv is not what follows from the predictions");
        assertHolds("files");
    }

    private void changePrediction() throws IOException {
        Path test = folder.resolve("toy-model/seed-1/test.csv");
        Files.writeString(test, Files.readString(test).replaceFirst("(?m)^(test-?\\w*,[^,]*,).*$", "$10.5"));
    }

    @Test
    void aChangedTableIsNamed() throws IOException {
        Path table = folder.resolve("test.md");
        Files.writeString(table, Files.readString(table).replaceFirst("0\\.\\d\\d\\d", "0.001"));
        assertBroken("tables", "test.md is not what follows from the predictions");
    }

    @Test
    void aMissingSeedIsNamed() throws IOException {
        delete(folder.resolve("text-only/seed-2"));
        assertBroken("files", "text-only (seed 2): text-only/seed-2/result.json");
    }

    /** The comparison forgets it too, with a checksum that fits. */
    @Test
    void aSeedThatTheComparisonForgetsIsNamed() throws IOException {
        Path file = folder.resolve("comparison.json");
        JsonObject comparison = CheckedJson.read(file);
        comparison.getAsJsonArray("rows").forEach(row -> {
            if (row.getAsJsonObject().get("name").getAsString().equals("text-only")) {
                row.getAsJsonObject().getAsJsonObject("trials").remove("2");
            }
        });
        CheckedJson.write(file, comparison);
        assertBroken("trials", "text-only (seed 2) is finished, but in no table");
        assertBroken("seeds", "text-only lacks the seeds [2], which another model has");
    }

    @Test
    void aSwappedSplitIsNamed() throws IOException {
        Path test = folder.resolve("toy-model/seed-2/test.csv");
        Path validation = folder.resolve("toy-model/seed-2/validation.csv");
        Path kept = directory.resolve("kept");
        Files.move(test, kept);
        Files.move(validation, test);
        Files.move(kept, validation);
        assertBroken("files", "toy-model (seed 2): toy-model/seed-2/");
        sign("toy-model/seed-2");
        assertBroken("samples", "toy-model (seed 2): the samples of test.csv are not those of the test split");
        assertHolds("files");
    }

    @Test
    void aTrialOfAnotherSeedInItsPlaceIsNamed() throws IOException {
        delete(folder.resolve("toy-model/seed-2"));
        Files.move(folder.resolve("toy-model/seed-1"), folder.resolve("toy-model/seed-2"));
        assertBroken("trials", "toy-model (seed 2) was trained again with something else since");
    }

    @Test
    void aSecondLookAtTestIsNamed() throws IOException {
        Path result = folder.resolve("toy-model/seed-1/result.json");
        JsonObject facts = CheckedJson.read(result);
        facts.getAsJsonObject("circumstances").getAsJsonArray("openings").add("somebody, after epoch 0, then");
        CheckedJson.write(result, facts);
        assertBroken("test", "toy-model (seed 1) opened it otherwise: [toy-model (seed 1), after epoch 1, ");
    }

    @Test
    void aRowThatWasSearchedBesideOneThatWasNotIsNamed() throws IOException {
        StoredComparison kept = StoredComparison.read(folder);
        SettingsSearch search =
                new SettingsSearch("toy-model", "toy", "as-is", "equal", 4, List.of(9, 3, 1), 0, 20, "sum");
        StoredComparison.of(
                        kept.data()
                                .with(new Searches(
                                        "toy",
                                        "equal",
                                        Map.of(),
                                        Map.of("toy-model", search),
                                        Map.of("toy-model", "sum"))),
                        kept.systems(folder),
                        "no model",
                        SplitName.TEST,
                        List.of())
                .write(folder);
        assertBroken(
                "budget", "toy-model had 4 draws at a ninth, a third and all of the epochs; text-only had no search");
        assertHolds("files");
    }

    private void sign(String trial) throws IOException {
        Path result = folder.resolve(trial).resolve("result.json");
        JsonObject facts = CheckedJson.read(result);
        for (Map.Entry<String, JsonElement> stored :
                facts.getAsJsonObject("files").entrySet()) {
            Path file = result.resolveSibling(stored.getKey());
            stored.getValue().getAsJsonObject().addProperty("bytes", Files.size(file));
            stored.getValue().getAsJsonObject().addProperty("sha256", Fingerprint.of(file));
        }
        CheckedJson.write(result, facts);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private void assertBroken(String rule, String breach) throws IOException {
        assertEquals(1, verify());
        assertTrue(said.contains("\nbroken  " + rule + ": ") || said.startsWith("broken  " + rule), said);
        assertTrue(said.contains("\n        " + breach), said);
    }

    private void assertHolds(String rule) {
        assertTrue(said.startsWith("holds   " + rule) || said.contains("\nholds   " + rule), said);
    }

    private int verify() {
        StringWriter out = new StringWriter();
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out));
        int status = command.execute("verify", folder.toString());
        said = out.toString();
        assertTrue(said.endsWith(status == 0 ? "\nverified\n" : "\nnot verified\n"), said);
        return status;
    }
}

package org.derl.bench.cli.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.derl.bench.cli.Main;
import org.derl.bench.comparison.ComparedData;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialResult;
import org.derl.bench.trial.TrialRun;
import org.derl.data.SplitName;
import org.derl.eval.Predictions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Predicts by small models of recordings and words, whose data set an import made. */
class PredictCommandTest {

    private static final int CLIPS = 12;
    private static final int RATE = 16_000;
    private static final String SETTINGS = "bert-frozen.extractor.type = toy-words, text-only.training.epochs = 2,"
            + " late-fusion.training.epochs = 2";
    private static final String TEXT_ONLY = "text-only";
    private static final String LATE_FUSION = "late-fusion";

    @TempDir
    static Path folder;

    private static Path clips;
    private static Path runs;
    private static final Map<String, List<TrialResult>> RESULTS = new LinkedHashMap<>();

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeAll
    static void train() throws IOException {
        clips = Files.createDirectories(folder.resolve("clips"));
        runs = folder.resolve("runs");
        List<String> labels = new ArrayList<>(List.of("id,label,split,text"));
        for (int i = 0; i < CLIPS; i++) {
            String split = i < 6 ? "train" : i < 9 ? "valid" : "test";
            labels.add("clip" + i + "," + (i % 5 - 2) / 2.0 + "," + split + ",It is number " + "1".repeat(i + 1));
            record(clips.resolve("audio/clip" + i + ".wav"), 100 + 10 * i, 1600 + 160 * i);
        }
        Files.write(clips.resolve("labels.csv"), labels);
        StringWriter said = new StringWriter();
        assertEquals(0, execute(said, said, "data", "import", clips.toString(), "--name=mine", "--labels=-1..1"));
        for (String model : List.of(TEXT_ONLY, LATE_FUSION)) {
            RESULTS.put(model, List.of(trained(model, 1, SETTINGS), trained(model, 2, SETTINGS)));
        }
        compared();
    }

    private static void record(Path file, int hertz, int samples) throws IOException {
        Files.createDirectories(file.getParent());
        byte[] bytes = new byte[2 * samples];
        for (int i = 0; i < samples; i++) {
            int value = (int) (9000 * Math.sin(2 * Math.PI * hertz * i / RATE));
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(bytes), format, samples),
                AudioFileFormat.Type.WAVE,
                file.toFile());
    }

    private static Configuration configuration() {
        return Configuration.of(PredictCommandTest.class.getClassLoader(), null, folder.resolve("cache"));
    }

    private static TrialResult trained(String model, long seed, String settings) throws IOException {
        return trained(runs.resolve(model), model, seed, settings);
    }

    private static TrialResult trained(Path place, String model, long seed, String settings) throws IOException {
        Trial trial = new Trial(model, "mine", "bert-frozen", seed, "cpu", ConfigFactory.parseString(settings));
        TrialFolder files = new TrialFolder(place.resolve("seed-" + seed));
        files.ask(trial);
        return new TrialRun(configuration(), trial).run(files, Progress.NONE);
    }

    private static void compared() throws IOException {
        List<ComparedSystem> systems = new ArrayList<>();
        RESULTS.forEach((name, results) -> systems.add(new ComparedSystem(
                name,
                name,
                "bert-frozen",
                OptionalLong.of(1),
                1,
                results.stream().map(TrialResult::validation).toList(),
                results.stream().map(TrialResult::test).toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new TreeMap<>(Map.of(
                        1L, results.get(0).facts().fingerprint(),
                        2L, results.get(1).facts().fingerprint())))));
        DataSets dataSets =
                configuration().with(ConfigFactory.parseString(SETTINGS)).make(DataSets.class);
        StoredComparison.of(
                        ComparedData.of("mine", dataSets.load("mine", "bert-frozen")),
                        systems,
                        TEXT_ONLY,
                        SplitName.TEST,
                        List.of())
                .write(runs);
    }

    private static int execute(StringWriter out, StringWriter err, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--cache-dir", folder.resolve("cache").toString()));
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return commandLine.execute(all.toArray(String[]::new));
    }

    private int run(Object... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("predict"));
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        return execute(out, err, all.toArray(String[]::new));
    }

    private void assertPredicted(Object... arguments) {
        assertEquals(0, run(arguments), () -> err.toString());
    }

    private void assertRefused(String message, Object... arguments) {
        assertEquals(2, run(arguments), () -> err.toString());
        String said = err.toString().replaceAll("\\s+", " ");
        assertTrue(said.contains(message), said);
    }

    /** The columns of a file that was written, by id. */
    private static Map<String, Map<String, Double>> written(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] names = lines.get(0).split(",", -1);
        Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, Double> row = new HashMap<>();
            for (int i = 1; i < cells.length; i++) {
                row.put(names[i], cells[i].isEmpty() ? Double.NaN : Double.parseDouble(cells[i]));
            }
            rows.put(cells[0], row);
        }
        return rows;
    }

    private static double cell(Map<String, Map<String, Double>> rows, String id, String column) {
        return rows.get(id).get(column);
    }

    /** From the recordings on, all comes out as in the trial: extraction, preparation, words, weights. */
    @Test
    void recordingsArePredictedAsTheTrialsPredictedThem() throws IOException {
        Path file = folder.resolve("clips.csv");
        assertPredicted(runs, clips, "--model", LATE_FUSION, "--out", file);
        Map<String, Map<String, Double>> rows = written(file);
        assertEquals(CLIPS, rows.size());
        for (int seed = 1; seed <= 2; seed++) {
            TrialResult result = RESULTS.get(LATE_FUSION).get(seed - 1);
            for (Predictions of : List.of(result.validation(), result.test())) {
                for (int row = 0; row < of.size(); row++) {
                    String id = of.ids().get(row);
                    assertEquals(of.predictions().get(row), cell(rows, id, "seed-" + seed), 1e-6, id);
                }
            }
        }
        rows.forEach((id, row) -> {
            double first = row.get("seed-1");
            double second = row.get("seed-2");
            assertEquals((first + second) / 2, row.get("prediction"), 1e-12, id);
            assertEquals(Math.abs(first - second) / Math.sqrt(2), row.get("spread"), 1e-12, id);
        });
        assertTrue(out.toString().contains("(2 seeds): predictions in [-1, 1]"), out.toString());
        assertTrue(out.toString().contains("It is number 11\n"), out.toString());
    }

    @Test
    void theBestOnValidationPredictsUnlessAnotherIsNamed() {
        String best = RESULTS.entrySet().stream()
                .min((one, other) -> Double.compare(error(one.getValue()), error(other.getValue())))
                .orElseThrow()
                .getKey();
        assertPredicted(runs, clips);
        assertTrue(err.toString().contains(best + " predicts: of 2 models it has the least MAE"), err.toString());
        assertPredicted(runs, "--model", TEXT_ONLY, "--text", "It is");
        assertFalse(err.toString().contains("predicts: of"), err.toString());
        assertTrue(err.toString().contains("The samples have no audio. text-only does not read it"), err.toString());
    }

    private static double error(List<TrialResult> seeds) {
        return seeds.stream()
                .mapToDouble(seed -> SentimentMetrics.MAE.metric().of(seed.validation()))
                .sum();
    }

    @Test
    void sentencesTablesAndStandardInputAreTheSame() throws IOException {
        Path trial = runs.resolve("text-only/seed-1");
        Path file = folder.resolve("own.csv");
        assertPredicted(trial, "--text", "It is number 111111111111", "--text", "a", "--out", file);
        double expected = RESULTS.get(TEXT_ONLY).get(0).test().predictions().get(2);
        assertEquals(expected, cell(written(file), "1", "prediction"), 1e-6);
        assertTrue(Double.isNaN(cell(written(file), "1", "spread")), "of one seed there is none");
        assertFalse(out.toString().contains("±"), out.toString());

        Path table = folder.resolve("table.csv");
        Files.writeString(table, "Text,stars,id\n\"It is number 111111111111\",5,x7\n\"a, b\nc\",1,x8\n");
        assertPredicted(trial, table, "--out", file);
        assertEquals(expected, cell(written(file), "x7", "prediction"), 1e-6);
        assertTrue(err.toString().contains("Left out of " + table + ": stars;"), err.toString());
        assertTrue(out.toString().contains("x8  a, b c\n"), out.toString());

        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("It is number 111111111111\n\n  ü \n".getBytes(StandardCharsets.UTF_8)));
        try {
            assertPredicted(trial, "-", "--out", file);
        } finally {
            System.setIn(before);
        }
        assertEquals(List.of("1", "3"), List.copyOf(written(file).keySet()));
        assertEquals(expected, cell(written(file), "1", "prediction"), 1e-6);
    }

    /** Without its words, any sentence of as many is the same to a model. */
    @Test
    void contributionsAreDifferencesToPredictionsWithoutAModality() throws IOException {
        Path file = folder.resolve("contributions.csv");
        String[] texts = {"--text", "one two", "--text", "three fourteen", "--text", "five"};
        assertPredicted(
                runs.resolve(TEXT_ONLY), "--contributions", "--out", file, texts[0], texts[1], texts[2], texts[3]);
        Map<String, Map<String, Double>> rows = written(file);
        double without = cell(rows, "1", "prediction") - cell(rows, "1", "by-text");
        assertEquals(without, cell(rows, "2", "prediction") - cell(rows, "2", "by-text"), 1e-6);
        assertTrue(Math.abs(cell(rows, "1", "by-text") - cell(rows, "2", "by-text")) > 1e-6, rows::toString);

        assertPredicted(runs, clips, "--model", LATE_FUSION, "--contributions", "--out", file);
        assertTrue(Math.abs(cell(written(file), "clip3", "by-audio")) > 1e-6, "audio is read");
        String said = out.toString().replaceAll("\\s+", " ");
        assertTrue(said.contains("It is a difference of predictions and no cause"), said);
    }

    @Test
    void tablesFitATerminalAndFilesKeepWholeSentences() throws IOException {
        String text = "word ".repeat(40).strip();
        System.setProperty("derl.output", "80");
        try {
            assertPredicted(runs.resolve(LATE_FUSION), clips, "--contributions");
            out.toString().lines().forEach(line -> assertTrue(line.length() <= 80, line));
            assertPredicted(runs.resolve(TEXT_ONLY), "--text", text);
            out.toString().lines().forEach(line -> assertTrue(line.length() <= 80, line));
            assertTrue(out.toString().contains("word"), out.toString());
            assertFalse(out.toString().contains(text), out.toString());
        } finally {
            System.clearProperty("derl.output");
        }
        assertPredicted(runs.resolve(TEXT_ONLY), "--text", text);
        assertTrue(out.toString().contains(text), out.toString());
    }

    @Test
    void whatAModelLacksIsNamedWithTheWayToIt() throws IOException {
        Path fusion = runs.resolve(LATE_FUSION);
        assertRefused(
                "late-fusion reads audio (20 numbers a time step), which sample '1' of --text", fusion, "--text", "a");
        assertRefused("recording of each sample, audio/ID.wav, beside a table texts.csv", fusion, "--text", "a");
        Path bare = folder.resolve("bare");
        record(bare.resolve("audio/one.wav"), 200, 3200);
        assertRefused("late-fusion reads text (as words), which sample 'one'", fusion, bare);
        Files.writeString(bare.resolve("texts.csv"), "id,text\none,It is\n");
        assertPredicted(fusion, bare);
        assertRefused("frames-per-step=5, coefficients=13", fusion, bare, "--set", "format.wav.frames-per-step=5");
        assertRefused("They are not comparable: set the same", fusion, bare, "--set", "format.wav.frames-per-step=5");
        assertPredicted(runs.resolve(TEXT_ONLY), bare);
        Files.writeString(bare.resolve("texts.csv"), "id,text\none,It is\ntwo,a\n");
        assertRefused("has no audio for 1 of 2 samples of train: two", fusion, bare);
    }

    /** By way of a table, features are the same, and nobody can tell how they were made. */
    @Test
    void featuresOfATableArePredictedAsThoseOfTheRecordings() throws IOException {
        Path own = Files.createDirectories(folder.resolve("features"));
        StringWriter said = new StringWriter();
        String audio = clips.resolve("audio").toString();
        assertEquals(0, execute(said, said, "data", "extract", audio, "--out", own + "/audio.csv"), said::toString);
        Files.delete(own.resolve("audio-recipe.txt"));
        Files.writeString(own.resolve("texts.csv"), "id,text\nclip11,It is number 111111111111\n");
        Path file = folder.resolve("features.csv");
        assertPredicted(runs.resolve("late-fusion/seed-1"), own, "--out", file);
        double expected = RESULTS.get(LATE_FUSION).get(0).test().predictions().get(2);
        assertEquals(expected, cell(written(file), "clip11", "prediction"), 1e-6);
        String told = err.toString().replaceAll("\\s+", " ");
        assertTrue(told.contains("were made so, nobody can tell: a table does not say."), told);
    }

    @Test
    void whatCannotPredictIsRefused() throws IOException {
        assertRefused("there is nothing to predict; give sentences by --text", runs);
        assertRefused("there are two kinds of samples", runs, clips, "--text", "a");
        assertRefused("is no folder; name that of a comparison", folder.resolve("none"), "--text", "a");
        assertRefused("holds no finished trial", clips, "--text", "a");
        assertRefused(
                "has no finished trial of text-olny; did you mean 'text-only'?", runs, "--model=text-olny", "--text=a");
        assertRefused("--model is derl, but", runs.resolve(TEXT_ONLY), "--model=derl", "--text=a");
        assertRefused("there is no such file; a sentence is given by --text", runs.resolve(TEXT_ONLY), "It is good.");
        assertRefused("there is no folder", runs, "--text=a", "--out", folder.resolve("none/a.csv"));
        assertRefused("the text of sample '2' is empty", runs.resolve(TEXT_ONLY), "--text=a", "--text= ");
        Path table = folder.resolve("wrong.csv");
        Files.writeString(table, "id,words\na,b\n");
        assertRefused("has no column 'text' with sentences, only words", runs.resolve(TEXT_ONLY), table);
        Files.writeString(table, "id,text\na,b\na,c\n");
        assertRefused("the id 'a' stands twice, as sample 1 and 2", runs.resolve(TEXT_ONLY), table);
        Path two = Files.createDirectories(folder.resolve("two"));
        Files.writeString(two.resolve("a.csv"), "id,text\na,b\n");
        assertRefused(
                "holds no features or recordings of samples; name the table itself", runs.resolve(TEXT_ONLY), two);
        Files.writeString(two.resolve("b.csv"), "id,text\na,b\n");
        assertRefused("are both tables of samples", runs.resolve(TEXT_ONLY), two);
    }

    @Test
    void trialsOfDifferentThingsHaveNoMeanAndUnfinishedOnesAreLeftOut() throws IOException {
        Path model = folder.resolve("others/text-only");
        trained(model, TEXT_ONLY, 1, SETTINGS);
        Files.createDirectories(model.resolve("seed-7"));
        assertPredicted(model, "--text", "a");
        assertTrue(err.toString().contains("seed-7, which has not come to its end."), err.toString());
        trained(model, TEXT_ONLY, 2, SETTINGS + ", text-only.training.epochs = 1");
        assertRefused("were made with different settings or data", model, "--text", "a");
    }
}

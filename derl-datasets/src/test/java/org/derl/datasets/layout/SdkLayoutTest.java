package org.derl.datasets.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FileSequences;
import org.derl.datasets.Loading;
import org.derl.datasets.SequenceFile;
import org.derl.datasets.array.Read;
import org.derl.datasets.csv.CsvFile;
import org.derl.datasets.csv.CsvFile.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Look-alikes of the SDK's files, and the real words and labels of CMU-MOSI. */
class SdkLayoutTest {

    private static final SdkLayout LAYOUT = layout("sentiment");

    private static SdkLayout layout(String label) {
        return new SdkLayout(
                new SdkLayout.Config(
                        ByModality.of(Map.of(
                                "text", List.of("glove"), "audio", List.of("covarep"), "vision", List.of("facet"))),
                        "word",
                        "label",
                        "sp",
                        label),
                Read.NO_DIRECTORIES);
    }

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(
                folder.resolve("folds.json"),
                "{\"standard_train_fold\": [\"v\"], \"standard_valid_fold\": [\"w\"], \"standard_test_fold\": [\"x\","
                        + " \"y\"]}");
        try (SequenceFile words = new SequenceFile(folder, "CMU_MOSI_TimestampedWords")) {
            words.put("v", new String[][] {{"sp"}, {"so"}, {"good"}, {"it"}}, 0, 1, 1, 2, 2, 3, 3, 4);
            words.put("w", new String[][] {{"bad"}}, 0, 1);
            words.put("x", new String[][] {{"well"}}, 0, 1);
        }
        try (SequenceFile labels = new SequenceFile(folder, "CMU_MOSI_Opinion_Labels")) {
            labels.put("v", new float[][] {{2.5f}, {-1}}, 0, 2.6, 2.4, 4);
            labels.put("w", new float[][] {{1}}, 0, 1);
            labels.put("x", new float[][] {{0}}, 0, .4);
        }
        try (SequenceFile audio = new SequenceFile(folder, "COVAREP")) {
            // Every frame lasts 0.4 s: the third shares time with two words.
            audio.put(
                    "v", new double[][] {{1, 2}, {3, 4}, {5, 6}, {9, 8}}, 1.0, 1.4, 1.4, 1.8, 1.8, 2.2, 2.6, 3.000001);
            audio.put("w", new double[][] {{Double.NaN, 1}}, 0, 1);
            audio.put("x", new double[][] {{1, 1}}, 0, 1);
        }
    }

    private FeatureFile read(String... names) throws IOException {
        List<ArrayFile> files = Opened.files(folder, names);
        assertTrue(LAYOUT.fits(files));
        return LAYOUT.read(files);
    }

    private static final String WORDS = "CMU_MOSI_TimestampedWords.csd";
    private static final String LABELS = "CMU_MOSI_Opinion_Labels.csd";

    @Test
    void oneOfSeveralLabelsIsChosenByNameOrNumber() throws IOException {
        Files.delete(folder.resolve(LABELS));
        try (SequenceFile labels = new SequenceFile(folder, "CMU_MOSEI_Labels")) {
            for (String video : List.of("v", "w", "x")) {
                labels.put(video, new float[][] {{-1, .5f, 1, 0, 0, 2, 3}}, 0, 1);
            }
        }
        List<ArrayFile> files = Opened.files(folder, WORDS, "CMU_MOSEI_Labels.csd", "folds.json");
        assertEquals(List.of(-1.0), LAYOUT.read(files).training().labels());
        assertEquals(List.of(.5), layout("happy").read(files).training().labels());
        assertEquals(List.of(3.0), layout("7").read(files).training().labels());
        String message =
                assertThrows(IOException.class, () -> layout("joy").read(files)).getMessage();
        assertTrue(message.contains("'joy' is none; choose one by --set layout.sdk.label=sentiment"), message);
    }

    @Test
    void segmentsHaveTheWordsWhoseMiddleLiesWithin() throws IOException {
        FeatureFile file = read(WORDS, LABELS, "folds.json");
        assertEquals(List.of("v_1", "v_2"), file.training().ids());
        assertEquals(List.of("v", "v"), file.training().groups());
        assertEquals(List.of(2.5, -1.), file.training().labels());
        assertEquals(List.of("so good", "good it"), file.training().transcripts());
        assertEquals(List.of(""), file.test().transcripts());
        assertEquals(0, file.training().features().size());
        assertEquals("mosi", file.family());
        assertEquals("CMU-MultimodalSDK, without 1 video that has no labels", file.layout());
    }

    @Test
    void wordsGetTheMeanOfTheFramesThatShareTimeWithThem() throws IOException {
        FileSequences audio = read(WORDS, LABELS, "folds.json", "COVAREP.csd")
                .training()
                .features()
                .get(Modality.AUDIO);
        assertEquals(List.of(2, 2), audio.lengths());
        // so: the first three; good: the third and the fourth; it: a microsecond of the fourth is none.
        assertArrayEquals(new double[] {3, 4, 7, 7, 7, 7, 0, 0}, Read.doubles(audio.values()));
    }

    @Test
    void numbersThatAreNoneStayForThePolicy() throws IOException {
        FileSequences audio = read(WORDS, LABELS, "folds.json", "COVAREP.csd")
                .validation()
                .features()
                .get(Modality.AUDIO);
        assertArrayEquals(new double[] {Double.NaN, 1}, Read.doubles(audio.values()));
    }

    @Test
    void whatCannotBeAlignedIsRefused() throws IOException {
        try (SequenceFile other = new SequenceFile(folder, "Gaze")) {
            other.put("v", new double[][] {{1}}, 0, 1);
        }
        wrong("it cannot be told which modality 'gaze.csd gaze' is", WORDS, LABELS, "folds.json", "Gaze.csd");
        try (SequenceFile other = new SequenceFile(folder, "Facet")) {
            other.put("v[0]", new double[][] {{1}}, 0, 1);
        }
        wrong("is of a segment; give the sequences as they were", WORDS, LABELS, "folds.json", "Facet.csd");
        try (SequenceFile other = new SequenceFile(folder, "FACET_42")) {
            other.put("v", new double[][] {{1}}, 2, 1);
        }
        wrong("lasts from 2.0 to 1.0 in its row 0", WORDS, LABELS, "folds.json", "FACET_42.csd");
        try (SequenceFile other = new SequenceFile(folder, "covarep-2")) {
            other.put("v", new double[][] {{1}}, 1, 2, 3, 4);
        }
        wrong("has no intervals, or not as many", WORDS, LABELS, "folds.json", "covarep-2.csd");
        wrong("there must be one sequence with 'word'", "COVAREP.csd", LABELS, "folds.json");
        Files.writeString(
                folder.resolve("folds.json"),
                "{\"standard_train_fold\": [\"v\"], \"standard_valid_fold\": [\"v\"],"
                        + " \"standard_test_fold\": [\"x\"]}");
        wrong("has the video v, which is in the fold train as well", WORDS, LABELS, "folds.json");
    }

    private void wrong(String message, String... names) {
        IOException error = assertThrows(IOException.class, () -> read(names));
        assertTrue(error.getMessage().contains(message), error.getMessage());
    }

    @Test
    void filesWithoutFoldsDoNotFit() throws IOException {
        assertFalse(LAYOUT.fits(Opened.files(folder, WORDS, LABELS)));
    }

    @Test
    void realLabelsOfMosiMakeTheSegmentsOfTheStandardFolds() throws IOException {
        Path mosi = Loading.realData().resolve("cmu-mosi");
        List<ArrayFile> files = Opened.files(
                mosi,
                "csd/CMU_MOSI_ModifiedTimestampedWords.csd",
                "csd/CMU_MOSI_Opinion_Labels.csd",
                "cmu_mosi_standard_folds.json");
        assertTrue(LAYOUT.fits(files));
        FeatureFile file = LAYOUT.read(files);
        assertEquals("CMU-MultimodalSDK", file.layout());
        assertEquals(
                List.of(1284, 229, 686),
                file.splits().values().stream().map(split -> split.size()).toList());
        ComputationalSequence labels = ComputationalSequence.of(files.get(1));
        List<Row> rows = CsvFile.withHeader(
                mosi.resolve("derived/segments.csv"),
                List.of("video_id", "clip_id", "start", "end", "label", "mode", "text"));
        assertEquals(2199, rows.size());
        List<String> wordless = new ArrayList<>();
        List<Double> alike = new ArrayList<>();
        for (Row row : rows) {
            var split = file.splits().get(row.text("mode"));
            String id = row.text("video_id") + "_" + row.text("clip_id");
            int at = split.ids().indexOf(id);
            assertEquals(row.finite("label"), split.labels().get(at), 1e-6, id);
            assertEquals(row.text("video_id"), split.groups().get(at));
            var interval = labels.intervals(row.text("video_id"))[(int) row.finite("clip_id") - 1];
            assertEquals(row.finite("start"), interval.start(), 1e-5, id);
            assertEquals(row.finite("end"), interval.end(), 1e-5, id);
            String transcript = split.transcripts().get(at);
            if (transcript.isEmpty()) {
                wordless.add(id);
            }
            alike.add(shared(transcript, row.text("text")));
        }
        // One starts where it ends, the other ends before the middle of its first word.
        assertEquals(List.of("2WGyTLYerpo_44", "VCslbP0mgZI_1"), wordless);
        assertTrue(alike.stream().mapToDouble(share -> share).average().orElse(0) > .75, "words and transcripts agree");
    }

    /** The share of words that two texts have in common. */
    private static double shared(String one, String other) {
        List<String> words = List.of(one.split(" "));
        List<String> others = List.of(other.split(" "));
        long common = words.stream().distinct().filter(others::contains).count();
        long all = Stream.concat(words.stream(), others.stream()).distinct().count();
        return (double) common / all;
    }
}

package org.derl.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.derl.data.DataSet;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Split;
import org.derl.tensor.Compute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts and numbers of the real files; skipped where they are absent. */
class RealDataTest {

    private static final String TEXT = ", text { type = letters, size = 3, tokens = false }";

    @TempDir
    Path cache;

    private DataSet load(String settings) throws IOException {
        return Loading.load(settings + TEXT, Loading.realData(), cache);
    }

    private static List<Integer> sizes(DataSet dataSet) {
        return List.of(
                dataSet.training().size(),
                dataSet.validation().size(),
                dataSet.test().size());
    }

    private static Set<String> videos(Split split) {
        return new HashSet<>(split.groups());
    }

    private static float[] timing(DataSet dataSet, String id) {
        try (NDManager manager = Compute.newManager(Device.cpu())) {
            int row = dataSet.training().ids().indexOf(id);
            return dataSet.training()
                    .batch(manager, List.of(row))
                    .inputs()
                    .get(Modality.VISION)
                    .values()
                    .toFloatArray();
        }
    }

    @Test
    void mosiHasItsStandardFolds() throws IOException {
        DataSet dataSet = load("type = mosi-words");
        assertEquals(List.of(1284, 229, 686), sizes(dataSet));
        assertEquals(52, videos(dataSet.training()).size());
        assertEquals(10, videos(dataSet.validation()).size());
        assertEquals(31, videos(dataSet.test()).size());
        assertEquals(FeatureShape.features(73, 1), dataSet.schema().inputs().get(Modality.AUDIO));
        assertEquals(5, dataSet.schema().inputs().get(Modality.VISION).size());
    }

    @Test
    void bcLstmUtterancesHaveTheirOwnSplitWithVideosOfTrainingForValidation() throws IOException {
        DataSet dataSet = Loading.load("type = mosi-utterance", Loading.realData(), cache);
        assertEquals(List.of(1194, 253, 752), sizes(dataSet));
        assertEquals(50, videos(dataSet.training()).size());
        assertEquals(12, videos(dataSet.validation()).size());
        assertEquals(31, videos(dataSet.test()).size());
        assertEquals(
                List.of(100, 73, 100),
                dataSet.schema().inputs().modalities().stream()
                        .map(modality -> dataSet.schema().inputs().get(modality).size())
                        .toList());
        assertEquals("mosi-utterance", dataSet.family(), "published results are of the standard folds");
        assertTrue(dataSet.notes().get(0).startsWith("text and vision leak"), dataSet.notes()::toString);
    }

    /** Without the index of rows and the tables, and with nothing else. */
    @Test
    void publishedFilesOfMosiGiveTheSamplesOfTheDerivedTables() throws IOException {
        Path real = Loading.realData().resolve("cmu-mosi");
        Path published = Files.createDirectories(cache.resolve("published/cmu-mosi"));
        for (String folder : List.of("csd", "label.csv")) {
            Files.createSymbolicLink(
                    published.resolve(folder), real.resolve(folder).toAbsolutePath());
        }
        for (String file : List.of("transcripts.csv", "audio_train0.csv", "audio_test0.csv")) {
            Files.createSymbolicLink(
                    published.resolve(file),
                    real.resolve("bc-lstm-utterance").resolve(file).toAbsolutePath());
        }
        Path derived = Files.createDirectories(cache.resolve("derived-tables/cmu-mosi"));
        for (String folder : List.of("derived", "bc-lstm-utterance")) {
            Files.createSymbolicLink(
                    derived.resolve(folder), real.resolve(folder).toAbsolutePath());
        }
        DataSet dataSet = Loading.load("type = mosi-words" + TEXT, published.getParent(), cache);
        Loading.assertSame(Loading.load("type = mosi-words" + TEXT, derived.getParent(), cache), dataSet);
        assertEquals(
                "segments of CMU_MOSI_Opinion_Labels.csd, words of CMU_MOSI_ModifiedTimestampedWords.csd, transcripts:"
                        + " 2195 of label.csv, 4 of transcripts.csv",
                dataSet.notes().get(1));
    }

    @Test
    void oneSegmentOfMosiHasNoWord() throws IOException {
        DataSet dataSet = load("type = mosi-words");
        assertEquals(
                List.of("timing: sample 2WGyTLYerpo_44 has no spoken word and gets one step of zeros"),
                dataSet.notes().stream()
                        .filter(note -> note.startsWith("timing"))
                        .toList());
        assertArrayEquals(new float[5], timing(dataSet, "2WGyTLYerpo_44"));
    }

    /** By hand: the words her, anyhow, it, was and really, the first after two without a pause. */
    @Test
    void timingOfOneSegmentOfMosi() throws IOException {
        DataSet dataSet = load("type = mosi-words, normalization { standardize = false, clip = 100 }");
        float[] expected = {
            -0.176606f,
            -4.605170f,
            -0.188573f,
            -1.275218f,
            3,
            0.017555f,
            -0.188573f,
            -1.349230f,
            -1.774204f,
            6,
            -1.516312f,
            -1.349230f,
            -4.605170f,
            -2.209459f,
            2,
            -2.815246f,
            -4.605170f,
            -0.736201f,
            -3.913858f,
            3,
            -0.869717f,
            -0.736201f,
            -4.605170f,
            -2.661477f,
            6
        };
        assertArrayEquals(expected, timing(dataSet, "03bSnISJMiM_1"), 1e-5f);
    }

    @Test
    void simsHasItsPublishedFolds() throws IOException {
        assertEquals(List.of(1368, 456, 457), sizes(load("type = sims-text")));
        assertEquals(
                List.of(2722, 647, 1034),
                sizes(load("type = sims-text, files = [v2.csv], folds { train = 2722, valid = 647, test = 1034 }")));
    }

    @Test
    void moseiHasTheFoldsOfItsFile() throws IOException {
        DataSet dataSet = load("type = mosei-text");
        assertEquals(List.of(16274, 1861, 4653), sizes(dataSet));
        Set<String> videos = videos(dataSet.training());
        videos.retainAll(videos(dataSet.test()));
        assertEquals(Set.of(), videos);
    }
}

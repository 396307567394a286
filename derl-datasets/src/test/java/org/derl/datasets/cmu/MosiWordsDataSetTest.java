package org.derl.datasets.cmu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.derl.config.InvalidConfigException;
import org.derl.data.DataSet;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.data.Split;
import org.derl.datasets.LettersPlugin;
import org.derl.datasets.Loading;
import org.derl.tensor.Compute;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MosiWordsDataSetTest {

    private static final String SETTINGS = "type = mosi-words, text { type = letters, size = 3, tokens = false },"
            + " folds { train = 3, valid = 1, test = 2 }";
    private static final String RAW = SETTINGS + ", normalization { standardize = false, clip = 1000 }";

    @TempDir
    Path folder;

    private Path segments;
    private Path words;
    private Path index;
    private Path trainAudio;

    @BeforeEach
    void writeFiles() throws IOException {
        Path mosi = folder.resolve("data/cmu-mosi");
        segments = mosi.resolve("derived/segments.csv");
        words = mosi.resolve("derived/words.csv");
        index = mosi.resolve("bc-lstm-utterance/index.csv");
        trainAudio = mosi.resolve("bc-lstm-utterance/audio_train0.csv");
        Loading.write(
                segments,
                "video_id,clip_id,start,end,label,annotation,mode,text",
                "v1,1,0,1,3,Positive,train,so good",
                "v1,2,1,2,-3,Negative,train,\"bad, so bad\"",
                "v1,10,9,9,0.2,Positive,train,nothing heard",
                "v2,1,0,1,0,Positive,valid,fine",
                "v3,1,0,1,1.5,Positive,test,well well well",
                "v3,2,1,2,-0.5,Negative,test,no");
        Loading.write(
                words,
                "video_id,start,end,word",
                "v1,0.1,0.4,so",
                "v1,0.4,0.5,sp",
                "v1,0.5,1.02,good",
                "v1,1.0,1.4,badly", // starts before the former ends
                "v2,0,0.5,fine",
                "v3,0,1.05,well",
                "v3,1,2.2,no"); // its middle is 1.6
        Loading.write(
                index,
                "bc_split,row,id,binary,regression,standard_fold",
                "train,1,v1_1,1,3,train",
                "train,0,v1_2,0,-3,train",
                "test,0,v1_10,1,0.2,train",
                "test,1,v2_1,1,0,valid",
                "test,2,v3_1,1,1.5,test",
                "train,2,v3_2,0,-0.5,test");
        Loading.write(trainAudio, audio(1), audio(3), audio(1000));
        Loading.write(mosi.resolve("bc-lstm-utterance/audio_test0.csv"), audio(5), audio(6), audio(-1000));
    }

    /** 73 numbers in quotes, as the published files write them, the first of which is given, and a label. */
    private static String audio(double first) {
        return IntStream.range(0, 74)
                .mapToObj(column -> "\"" + (column == 0 ? first : column == 73 ? 99 : column) + "\"")
                .collect(Collectors.joining(","));
    }

    private DataSet load(String settings) throws IOException {
        return Loading.load(settings, folder.resolve("data"), folder.resolve("cache"));
    }

    private String failure(String settings) {
        return assertThrows(IOException.class, () -> load(settings)).getMessage();
    }

    private static float[] values(Split split, Modality modality, int row) {
        try (NDManager manager = Compute.newManager(Device.cpu())) {
            return sequence(manager, split, modality, row).values().toFloatArray();
        }
    }

    private static Sequence sequence(NDManager manager, Split split, Modality modality, int row) {
        return split.batch(manager, List.of(row)).inputs().get(modality);
    }

    private static void assertContains(String message, String... splits) {
        for (String split : splits) {
            assertTrue(message.contains(split), () -> "'" + split + "' is not in: " + message);
        }
    }

    @Test
    void samplesAreThoseOfTheirFold() throws IOException {
        DataSet dataSet = load(SETTINGS);
        assertEquals(List.of("v1_1", "v1_2", "v1_10"), dataSet.training().ids());
        assertEquals(List.of("v1", "v1", "v1"), dataSet.training().groups());
        assertEquals(List.of("v2_1"), dataSet.validation().ids());
        assertEquals(List.of(1.5, -0.5), dataSet.test().labels());
        assertEquals("mosi", dataSet.family());
    }

    @Test
    void schemaAndNotesTellTheRoles() throws IOException {
        DataSet dataSet = load(SETTINGS);
        assertEquals(
                FeatureShape.features(3, LettersPlugin.LONGEST),
                dataSet.schema().inputs().get(Modality.TEXT));
        assertEquals(FeatureShape.features(73, 1), dataSet.schema().inputs().get(Modality.AUDIO));
        assertEquals(FeatureShape.features(5, 2), dataSet.schema().inputs().get(Modality.VISION));
        assertEquals(
                "roles: text = text, audio = audio, vision = timing",
                dataSet.notes().get(0));
    }

    @Test
    void rolesCanBeOthersOrFewer() throws IOException {
        DataSet dataSet = load(SETTINGS + ", roles { vision = null, audio = timing }");
        assertEquals(
                Set.of(Modality.TEXT, Modality.AUDIO), dataSet.schema().inputs().modalities());
        assertEquals(5, dataSet.schema().inputs().get(Modality.AUDIO).size());
        assertContains(
                assertThrows(
                                InvalidConfigException.class,
                                () -> load(SETTINGS + ", roles { vision = null, audio = null, text = null }"))
                        .getMessage(),
                "at least one modality");
    }

    @Test
    void nothingCanPlayARole() throws IOException {
        DataSet dataSet = load(SETTINGS + ", roles.vision = nothing");
        assertEquals(1, dataSet.schema().inputs().get(Modality.VISION).size());
        assertArrayEquals(new float[1], values(dataSet.training(), Modality.VISION, 1));
        assertEquals(
                "roles: text = text, audio = audio, vision = nothing",
                dataSet.notes().get(0));
    }

    @Test
    void textIsThatOfTheExtractor() throws IOException {
        assertArrayEquals(
                new float[] {4, 5, 6, 2, 3, 4, 3, 4, 5},
                values(load(SETTINGS).training(), Modality.TEXT, 1)); // "bad," "so" "bad"
    }

    @Test
    void audioIsJoinedByTheIndexWithoutItsLabel() throws IOException {
        DataSet dataSet = load(RAW);
        float[] first = values(dataSet.training(), Modality.AUDIO, 0);
        assertEquals(73, first.length);
        assertEquals(3, first[0]);
        assertEquals(72, first[72]);
        assertEquals(1, values(dataSet.training(), Modality.AUDIO, 1)[0]);
        assertEquals(5, values(dataSet.training(), Modality.AUDIO, 2)[0]);
        assertEquals(1000, values(dataSet.test().open("test", 0), Modality.AUDIO, 1)[0]);
    }

    @Test
    void audioIsStandardizedByTheTrainingPartAndClipped() throws IOException {
        DataSet dataSet = load(SETTINGS);
        float deviation = (float) Math.sqrt(8.0 / 3); // of 1, 3 and 5
        assertEquals(0, values(dataSet.training(), Modality.AUDIO, 0)[0], 1e-6);
        assertEquals(-2 / deviation, values(dataSet.training(), Modality.AUDIO, 1)[0], 1e-6);
        assertEquals(3 / deviation, values(dataSet.validation(), Modality.AUDIO, 0)[0], 1e-6);
        assertEquals(5, values(dataSet.test().open("test", 0), Modality.AUDIO, 1)[0]);
        assertEquals(-5, values(dataSet.test().open("test", 0), Modality.AUDIO, 0)[0]);
        assertEquals(0, values(dataSet.training(), Modality.AUDIO, 0)[1]); // a constant column
    }

    @Test
    void timingIsOfTheWordsWhoseMiddleLiesWithinTheSegment() throws IOException {
        DataSet dataSet = load(RAW);
        assertArrayEquals(
                logs(new double[] {0.31, 0.01, 0.11, 0.31 / 2}, 2, new double[] {0.53, 0.11, 0.01, 0.53 / 4}, 4),
                values(dataSet.training(), Modality.VISION, 0),
                1e-5f);
        assertArrayEquals(
                logs(new double[] {0.41, 0.01, 0.01, 0.41 / 5}, 5),
                values(dataSet.training(), Modality.VISION, 1),
                1e-5f);
        assertEquals(5, values(dataSet.test().open("test", 0), Modality.VISION, 1).length);
    }

    /** Steps of four logarithms and a number each. */
    private static float[] logs(Object... steps) {
        float[] values = new float[steps.length / 2 * 5];
        for (int step = 0; step < steps.length / 2; step++) {
            double[] numbers = (double[]) steps[2 * step];
            for (int i = 0; i < numbers.length; i++) {
                values[5 * step + i] = (float) Math.log(numbers[i]);
            }
            values[5 * step + 4] = (int) steps[2 * step + 1];
        }
        return values;
    }

    @Test
    void segmentIsWidenedByItsMargin() throws IOException {
        // The middle of the word is 1.04: within the first segment widened by 0.05, and within the second.
        Loading.replaceLine(words, 5, "v1,0.98,1.1,badly");
        DataSet dataSet = load(RAW);
        assertEquals(15, values(dataSet.training(), Modality.VISION, 0).length);
        assertEquals(5, values(dataSet.training(), Modality.VISION, 1).length);
    }

    @Test
    void segmentWithoutWordGetsOneStepOfZeros() throws IOException {
        DataSet dataSet = load(SETTINGS);
        assertArrayEquals(new float[5], values(dataSet.training(), Modality.VISION, 2));
        assertContains(dataSet.notes().toString(), "v1_10 has no spoken word");
    }

    @Test
    void leakingFeaturesAreRefusedWithTheReason() {
        for (String source : List.of("bc-text", "bc-vision")) {
            String message = assertThrows(
                            InvalidConfigException.class, () -> Loading.bind(SETTINGS + ", roles.vision = " + source))
                    .getMessage();
            assertContains(message, "learned from the labels", "standard folds");
        }
    }

    @Test
    void missingFilesAreNamedWithTheirPlace() throws IOException {
        Files.delete(words);
        assertContains(
                failure(SETTINGS),
                segments.getParent().getParent().toString(),
                "CMU_MOSI_Opinion_Labels.csd (http://",
                "CMU_MOSI_ModifiedTimestampedWords.csd or CMU_MOSI_TimestampedWords.csd",
                "--data-dir or DERL_DATA");
        assertContains(failure(SETTINGS + ", folder = elsewhere"), "'elsewhere'", "CMU_MOSI_Opinion_Labels.csd");
    }

    @Test
    void truncatedSegmentsAreNoticed() throws IOException {
        Loading.cutOff(segments, 6);
        assertContains(failure(SETTINGS), "segments.csv has 1 sample of the fold test instead of 2", "folds.test = 1");
        Loading.replaceLine(segments, 6, "v3,1,0,1,1.5,Posi");
        assertContains(failure(SETTINGS), "segments.csv:6: there are 6 values instead of 8", "cut off");
        Loading.replaceLine(segments, 6, "v3,1,0,1,1.5,Positive,test,\"well well");
        assertContains(failure(SETTINGS), "segments.csv:6: a quotation mark is not closed", "cut off");
        Files.write(segments, new byte[0]);
        assertContains(failure(SETTINGS), "segments.csv is empty");
    }

    @Test
    void truncatedWordsAreNoticed() throws IOException {
        Loading.cutOff(words, 6);
        assertContains(
                failure(SETTINGS), "words.csv has no spoken word within 3 segments, the first of which is v1_10");
    }

    @Test
    void truncatedAudioIsNoticed() throws IOException {
        Loading.cutOff(trainAudio, 2);
        assertContains(failure(SETTINGS), "index.csv:7: the audio of sample v3_2 is row 2", "which has 2 rows");
        Loading.replaceLine(trainAudio, 2, "\"1\",\"2\"");
        assertContains(failure(SETTINGS), "audio_train0.csv:2: there are 2 values instead of 74");
    }

    @Test
    void truncatedIndexIsNoticed() throws IOException {
        Loading.cutOff(index, 5);
        assertContains(failure(SETTINGS), "index.csv does not name the sample v3_1");
    }

    @Test
    void twoRowsOfOneSampleAreRefused() throws IOException {
        Loading.replaceLine(index, 3, Files.readAllLines(index).get(1));
        assertContains(failure(SETTINGS), "index.csv:3: there are two rows of the sample ");
    }

    @Test
    void nonFiniteAudioIsRefusedWithSampleAndColumn() throws IOException {
        Loading.replaceLine(trainAudio, 2, audio(3).replace("\"17.0\"", "\"NaN\""));
        assertContains(
                failure(SETTINGS), "audio_train0.csv:2: the audio of sample v1_1 has NaN in column 18", "impute");
        Loading.replaceLine(trainAudio, 2, audio(3).replace("\"17.0\"", "\"-inf\""));
        assertContains(failure(SETTINGS), "has -inf in column 18");
    }

    @Test
    void nonFiniteAudioIsImputedByTheTrainingMean() throws IOException {
        Loading.replaceLine(trainAudio, 2, audio(3).replaceFirst("\"3.0\"", "\"nan\""));
        Loading.replaceLine(trainAudio, 3, audio(1).replaceFirst("\"1.0\"", "\"inf\""));
        DataSet dataSet = load(RAW + ", non-finite = impute");
        assertEquals(3, values(dataSet.training(), Modality.AUDIO, 0)[0]); // of 1 and 5
        assertEquals(3, values(dataSet.test().open("test", 0), Modality.AUDIO, 1)[0]);
        assertContains(dataSet.notes().toString(), "2 numbers that were not finite, of 438");
    }

    @Test
    void labelOutOfRangeIsRefusedWithItsLine() throws IOException {
        Loading.replaceLine(segments, 3, "v1,2,1,2,-3.5,Negative,train,bad");
        assertContains(failure(SETTINGS), "segments.csv:3: the label of v1_2 is -3.5, outside of [-3, 3]");
        Loading.replaceLine(segments, 3, "v1,2,1,2,NaN,Negative,train,bad");
        assertContains(failure(SETTINGS), "segments.csv:3: label is NaN");
        Loading.replaceLine(segments, 3, "v1,2,1,2,bad,Negative,train,bad");
        assertContains(failure(SETTINGS), "segments.csv:3: label is 'bad', which is no number");
    }

    @Test
    void otherMistakesOfALineAreRefused() throws IOException {
        Loading.replaceLine(segments, 3, "v1,2,1,2,-3,Negative,dev,bad");
        assertContains(failure(SETTINGS), "segments.csv:3: the mode of v1_2 is 'dev'");
        Loading.replaceLine(segments, 3, "v1,2,1,2,-3,Negative,train, ");
        assertContains(failure(SETTINGS), "segments.csv:3: the text of v1_2 is empty");
        Loading.replaceLine(segments, 3, "v1,1,1,2,-3,Negative,train,bad");
        assertContains(failure(SETTINGS), "segments.csv:3: the sample v1_1 already stands in line 2");
        Loading.replaceLine(segments, 1, "video_id,clip_id,start,end,score,annotation,mode,text");
        assertContains(failure(SETTINGS), "segments.csv:1: there is no column 'label'");
    }

    @Test
    void wordTimesMustBeSound() throws IOException {
        Loading.replaceLine(words, 2, "v1,0.1,inf,so");
        assertContains(failure(SETTINGS), "words.csv:2: end is Infinity");
        Loading.replaceLine(words, 2, "v1,0.4,0.1,so");
        assertContains(failure(SETTINGS), "words.csv:2: the word 'so' lasts from 0.4 to 0.1");
    }

    @Test
    void notUtf8IsRefused() throws IOException {
        Files.write(words, new byte[] {'v', ',', (byte) 0xff, '\n'});
        assertContains(failure(SETTINGS), "words.csv: this is not text in UTF-8");
    }
}

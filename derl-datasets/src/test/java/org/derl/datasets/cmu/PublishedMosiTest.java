package org.derl.datasets.cmu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.derl.data.DataSet;
import org.derl.data.Modality;
import org.derl.datasets.Loading;
import org.derl.datasets.SequenceFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of CMU-MOSI as they are published, made small; and the tables that were derived from the same facts. */
class PublishedMosiTest {

    private static final String SETTINGS = "type = mosi-words, text { type = letters, size = 3, tokens = false },"
            + " folds { train = 3, valid = 1, test = 2 }";

    /**
     * Both in the standard training fold; the first is in the training split of the bc-LSTM work, the second is not.
     */
    private static final String TRAINING = "1DmNV9C1hbY";

    private static final String OTHER_TRAINING = "03bSnISJMiM";
    private static final String VALIDATION = "_dI--eQ6qVU";
    private static final String TEST = "c7UH_rxdZv4";

    @TempDir
    Path folder;

    private Path mosi;
    private Path labelCsv;
    private Path transcripts;
    private Path trainAudio;

    @BeforeEach
    void writeFiles() throws IOException {
        mosi = folder.resolve("data/cmu-mosi");
        Path sdk = Files.createDirectories(mosi.resolve("as/downloaded"));
        writeLabels(sdk, 2.4f);
        try (SequenceFile words = new SequenceFile(sdk, "CMU_MOSI_ModifiedTimestampedWords")) {
            words.put(
                    TRAINING,
                    new String[][] {{"so"}, {"sp"}, {"good"}, {"bad"}},
                    .1000001,
                    .4,
                    .4,
                    .5,
                    .5,
                    .9,
                    1.2,
                    1.4);
            words.put(VALIDATION, new String[][] {{"fine"}}, 0, .5);
            words.put(TEST, new String[][] {{"well"}, {"no"}}, 0, .95, 1.2, 1.7);
        }
        labelCsv = mosi.resolve("label.csv");
        Loading.write(
                labelCsv,
                "id,text,label,mode",
                TRAINING + "_1,so good,2.4,train",
                TRAINING + "_2,\"bad, so bad\",-1,train",
                VALIDATION + "_1,FINE,0,valid",
                TEST + "_1,well well,1.5,test",
                TEST + "_2,no,-0.5,test");
        Path bcLstm = mosi.resolve("bc");
        transcripts = bcLstm.resolve("transcripts.csv");
        Loading.write(
                transcripts,
                "\"" + OTHER_TRAINING + "_1\",\"NOTHING HEARD\",\"93\",\"0\"",
                "\"" + TEST + "_2\",\"NOT TAKEN\",\"80\",\"0\"");
        trainAudio = bcLstm.resolve("audio_train0.csv");
        // Not negative ones come first, then the others, each by their ids.
        Loading.write(trainAudio, audio(3, 1), audio(5, 1), audio(7, 1), audio(4, 0), audio(8, 0));
        Loading.write(bcLstm.resolve("audio_test0.csv"), audio(1, 0));
    }

    private static void writeLabels(Path sdk, float first) {
        try (SequenceFile labels = new SequenceFile(sdk, "CMU_MOSI_Opinion_Labels")) {
            labels.put(TRAINING, new float[][] {{first}, {-1}}, 0, 1.0000049, 1.1, 2);
            labels.put(OTHER_TRAINING, new float[][] {{-.2f}}, 9, 9);
            labels.put(VALIDATION, new float[][] {{0}}, 0, 1);
            labels.put(TEST, new float[][] {{1.5f}, {-.5f}}, 0, 1, 1.1, 2);
        }
    }

    private static String audio(double first, int label) {
        return IntStream.range(0, 74)
                .mapToObj(column -> "\"" + (column == 0 ? first : column == 73 ? label : column) + "\"")
                .collect(Collectors.joining(","));
    }

    /** The same facts in the tables of segments and of words, with an index. */
    private Path derived() throws IOException {
        Path data = folder.resolve("derived-data");
        Path derived = data.resolve("cmu-mosi/derived");
        Loading.write(
                derived.resolve("segments.csv"),
                "video_id,clip_id,start,end,label,mode,text",
                OTHER_TRAINING + ",1,9.00000,9.00000,-0.2,train,nothing heard",
                TRAINING + ",1,0.00000,1.00000,2.4,train,so good",
                TRAINING + ",2,1.10000,2.00000,-1.0,train,\"bad, so bad\"",
                VALIDATION + ",1,0.00000,1.00000,0.0,valid,fine",
                TEST + ",1,0.00000,1.00000,1.5,test,well well",
                TEST + ",2,1.10000,2.00000,-0.5,test,no");
        Loading.write(
                derived.resolve("words.csv"),
                "video_id,start,end,word",
                TRAINING + ",0.10000,0.40000,so",
                TRAINING + ",0.40000,0.50000,sp",
                TRAINING + ",0.50000,0.90000,good",
                TRAINING + ",1.20000,1.40000,bad",
                VALIDATION + ",0.00000,0.50000,fine",
                TEST + ",0.00000,0.95000,well",
                TEST + ",1.20000,1.70000,no");
        Path bcLstm = data.resolve("cmu-mosi/bc-lstm-utterance");
        Loading.write(
                bcLstm.resolve("index.csv"),
                "bc_split,row,id",
                "train,0," + TRAINING + "_1",
                "train,1," + VALIDATION + "_1",
                "train,2," + TEST + "_1",
                "train,3," + TRAINING + "_2",
                "train,4," + TEST + "_2",
                "test,0," + OTHER_TRAINING + "_1");
        Files.copy(trainAudio, bcLstm.resolve("audio_train0.csv"));
        Files.copy(trainAudio.resolveSibling("audio_test0.csv"), bcLstm.resolve("audio_test0.csv"));
        return data;
    }

    private DataSet load(String settings) throws IOException {
        return Loading.load(settings, folder.resolve("data"), folder.resolve("cache"));
    }

    private String failure() {
        return assertThrows(IOException.class, () -> load(SETTINGS)).getMessage();
    }

    private static void assertContains(String message, String... parts) {
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + part + "' is not in: " + message);
        }
    }

    private void removeAudio() throws IOException {
        Files.delete(trainAudio);
        Files.delete(trainAudio.resolveSibling("audio_test0.csv"));
    }

    /** The only complete folder of derived tables in the cache. */
    private Path cached() throws IOException {
        try (Stream<Path> folders = Files.list(folder.resolve("cache/derived"))) {
            List<Path> all = folders.filter(each -> Files.exists(each.resolve("made.txt")))
                    .toList();
            assertEquals(1, all.size());
            return all.get(0);
        }
    }

    @Test
    void publishedFilesGiveTheSamplesOfTheDerivedTables() throws IOException {
        DataSet published = load(SETTINGS);
        DataSet derived = Loading.load(SETTINGS, derived(), folder.resolve("cache"));
        Loading.assertSame(derived, published);
        assertEquals(
                List.of(OTHER_TRAINING + "_1", TRAINING + "_1", TRAINING + "_2"),
                published.training().ids());
        assertContains(
                published.notes().toString(),
                "segments of CMU_MOSI_Opinion_Labels.csd, words of CMU_MOSI_ModifiedTimestampedWords.csd,"
                        + " transcripts: 1 of transcripts.csv, 5 of label.csv");
    }

    @Test
    void derivedTablesAreKeptInTheCache() throws IOException {
        DataSet made = load(SETTINGS);
        Path segments = cached().resolve("segments.csv");
        String text = Files.readString(segments);
        assertContains(text, TRAINING + ",2,1.10000,2.00000,-1.0,train,\"bad, so bad\"");
        Object written = Files.getLastModifiedTime(segments);
        DataSet read = load(SETTINGS);
        Loading.assertSame(made, read);
        assertEquals(made.notes(), read.notes());
        assertEquals(written, Files.getLastModifiedTime(segments));
        Loading.cutOff(segments, 3);
        Loading.assertSame(made, load(SETTINGS));
        assertEquals(text, Files.readString(segments));
    }

    @Test
    void changedFilesAreDerivedAnew() throws IOException {
        load(SETTINGS);
        Loading.replaceLine(labelCsv, 2, TRAINING + "_1,so very good,2.4,train");
        assertEquals(9, Loading.values(load(SETTINGS).training(), Modality.TEXT, 1).length); // three words
    }

    @Test
    void spokenWordsStandForTranscriptsThatAreMissing() throws IOException {
        Files.delete(labelCsv);
        Files.delete(transcripts);
        assertContains(
                failure(),
                "the sample " + OTHER_TRAINING + "_1 has no transcript",
                "ModifiedTimestampedWords.csd has no word of it; put label.csv (");
        Loading.write(transcripts, "\"" + OTHER_TRAINING + "_1\",\"NOTHING HEARD\",\"93\",\"0\"");
        List<String> notes = load(SETTINGS).notes();
        assertContains(notes.toString(), "1 of transcripts.csv, 5 spoken words", "have spoken words for a transcript");
        assertContains(Files.readString(cached().resolve("segments.csv")), "-1.0,train,bad");
    }

    @Test
    void covarepIsAveragedOverWordsWhereThereIsNoOtherAudio() throws IOException {
        removeAudio();
        try (SequenceFile covarep = new SequenceFile(mosi, "CMU_MOSI_COVAREP")) {
            covarep.put(TRAINING, new double[][] {{1, 2}, {3, 4}, {Double.NEGATIVE_INFINITY, 8}}, 0, .2, .2, .4, .5, 2);
            for (String video : List.of(OTHER_TRAINING, VALIDATION, TEST)) {
                covarep.put(video, new double[][] {{5, 5}}, 0, 2);
            }
        }
        DataSet dataSet = load(SETTINGS + ", normalization { standardize = false, clip = 100 }");
        assertArrayEquals(new float[] {2, 3, 2, 8}, Loading.values(dataSet.training(), Modality.AUDIO, 1)); // so, good
        assertArrayEquals(new float[2], Loading.values(dataSet.training(), Modality.AUDIO, 0));
        assertContains(
                dataSet.notes().toString(), "audio: COVAREP, one step a spoken word", "place of 2 numbers", "of 12");
        assertContains(
                assertThrows(IOException.class, () -> load(SETTINGS + ", covarep-non-finite = refuse"))
                        .getMessage(),
                "COVAREP.csd has numbers that are not finite among those of sample " + TRAINING + "_1");
    }

    @Test
    void withoutAnyAudioThereIsNoneAndANoteSaysSo() throws IOException {
        removeAudio();
        DataSet dataSet = load(SETTINGS);
        assertArrayEquals(new float[1], Loading.values(dataSet.training(), Modality.AUDIO, 1));
        assertContains(dataSet.notes().toString(), "audio: there is none", "audio_train0.csv (bc-LSTM/data of");
    }

    @Test
    void halfOfTheAudioIsRefused() throws IOException {
        Files.delete(trainAudio);
        assertContains(failure(), "audio_test0.csv, but not audio_train0.csv (bc-LSTM/data of");
    }

    @Test
    void audioOfOtherSegmentsIsRefused() throws IOException {
        Loading.cutOff(trainAudio, 4);
        assertContains(failure(), "audio_train0.csv has 4 rows, but there are 5 segments whose audio it holds");
        Loading.write(trainAudio, audio(3, 1), audio(5, 1), audio(7, 0), audio(4, 0), audio(8, 0));
        assertContains(failure(), "audio_train0.csv:3: the last value is 0.0, but this is the row of " + TEST + "_1");
    }

    @Test
    void transcriptsOfOtherSegmentsAreRefusedWithTheirLine() throws IOException {
        Loading.replaceLine(labelCsv, 3, TRAINING + "_2,bad,1,train");
        assertContains(failure(), "label.csv:3: the label of " + TRAINING + "_2 is 1.0, but CMU_MOSI_Opinion");
        Loading.replaceLine(labelCsv, 3, TRAINING + "_1,bad,-1,train");
        assertContains(failure(), "label.csv:3: the sample " + TRAINING + "_1 already stands in line 2");
        Loading.replaceLine(labelCsv, 3, TRAINING + "_2,bad");
        assertContains(failure(), "label.csv:3: there are 2 values instead of 4");
        Files.delete(labelCsv);
        Loading.replaceLine(transcripts, 1, "\"" + OTHER_TRAINING + "_1\",\"NOTHING HEARD\",\"93\",\"1\"");
        assertContains(failure(), "transcripts.csv:1: the label of " + OTHER_TRAINING + "_1 is not negative");
    }

    @Test
    void labelsThatCannotBeAreRefused() throws IOException {
        Path sdk = mosi.resolve("as/downloaded");
        writeLabels(sdk, 3.5f);
        assertContains(failure(), "Opinion_Labels.csd: the label of " + TRAINING + "_1 is 3.5, outside of [-3, 3]");
        writeLabels(sdk, Float.NaN);
        assertContains(failure(), "is NaN, outside of [-3, 3]");
        try (SequenceFile labels = new SequenceFile(sdk, "CMU_MOSI_Opinion_Labels")) {
            labels.put("elsewhere", new float[][] {{1}}, 0, 1);
        }
        assertContains(failure(), "has the video elsewhere, which is in no standard fold of CMU-MOSI");
    }

    @Test
    void damagedFilesOfTheSdkAreRefused() throws IOException {
        Path labels = mosi.resolve("as/downloaded/CMU_MOSI_Opinion_Labels.csd");
        byte[] bytes = Files.readAllBytes(labels);
        Files.write(labels, Arrays.copyOf(bytes, bytes.length / 2));
        assertContains(failure(), labels.toString());
        Files.writeString(labels, "<html>");
        assertContains(failure(), labels.toString());
        Files.write(labels, bytes);
        Files.copy(labels, mosi.resolve("CMU_MOSI_Opinion_Labels.csd"));
        assertContains(failure(), "CMU_MOSI_Opinion_Labels.csd lies in", "more than once", "keep one");
    }
}

package org.derl.datasets.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derl.data.Modality;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FileSplit;
import org.derl.datasets.Loading;
import org.derl.datasets.array.Read;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BcLstmLayoutTest {

    private static final BcLstmLayout LAYOUT = new BcLstmLayout(new BcLstmLayout.Config(), Read.NO_DIRECTORIES);

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        write(
                "index.csv",
                "bc_split,row,id,binary,regression,standard_fold",
                "test,0,v_1,1,2.6,train",
                "train,1,v_2,0,-1,valid",
                "train,0,w_1,1,0,test");
        for (String modality : List.of("text", "audio")) {
            write(modality + "_train0.csv", "\"1\",\"2\",\"1.0\"", "\"3\",\"4\",\"0.0\"");
            write(modality + "_test0.csv", "\"5\",\"6\",\"1.0\"");
        }
        write(
                "transcripts.csv",
                "\"v_1\",\"GOOD\",\"1\",\"0\"",
                "\"v_2\",\"BAD\",\"1\",\"0\"",
                "\"w_1\",\"SO\",\"2\",\"0\"");
    }

    private void write(String name, String... lines) throws IOException {
        Files.write(folder.resolve(name), List.of(lines));
    }

    private FeatureFile read(String... names) throws IOException {
        List<ArrayFile> files = Opened.files(folder, names);
        assertTrue(LAYOUT.fits(files));
        return LAYOUT.read(files);
    }

    @Test
    void rowsAreJoinedToTheStandardFoldsWithoutTheirLabel() throws IOException {
        FeatureFile file = read("audio_test0.csv", "audio_train0.csv", "index.csv", "transcripts.csv");
        assertArrayEquals(new double[] {5, 6}, audio(file.training()));
        assertArrayEquals(new double[] {3, 4}, audio(file.validation()));
        assertArrayEquals(new double[] {1, 2}, audio(file.test()));
        assertEquals(List.of("v"), file.training().groups());
        assertEquals(List.of(-1.), file.validation().labels());
        assertEquals(List.of("SO"), file.test().transcripts());
        assertNull(file.refusal(), "audio alone does not leak");
    }

    private static double[] audio(FileSplit split) throws IOException {
        return Read.doubles(split.features().get(Modality.AUDIO).values());
    }

    @Test
    void textIsForInspectionAlone() throws IOException {
        String refusal = read("index.csv", "text_test0.csv", "text_train0.csv").refusal();
        assertTrue(refusal.startsWith("its text and vision features leak: they were learned from the labels"), refusal);
    }

    @Test
    void rowsThatAreNotThereAreNamed() throws IOException {
        wrong("names rows of audio_test0.csv, which is missing", "index.csv", "audio_train0.csv");
        write("audio_train0.csv", "1,2,1.0");
        wrong("the sample v_2 is its row 1, counted from 0", "index.csv", "audio_train0.csv", "audio_test0.csv");
        write("audio_train0.csv", "1,1.0", "1,1.0");
        wrong("has 1 feature, but the other split 2", "index.csv", "audio_train0.csv", "audio_test0.csv");
    }

    private void wrong(String message, String... names) {
        IOException error = assertThrows(IOException.class, () -> read(names));
        assertTrue(error.getMessage().contains(message), error.getMessage());
    }

    @Test
    void realFilesHaveTheStandardFolds() throws IOException {
        Path real = Loading.realData().resolve("cmu-mosi/bc-lstm-utterance");
        List<ArrayFile> files = Opened.files(
                real,
                "text_train0.csv",
                "text_test0.csv",
                "audio_train0.csv",
                "audio_test0.csv",
                "video_train0.csv",
                "video_test0.csv",
                "index.csv",
                "transcripts.csv");
        FeatureFile file = LAYOUT.read(files);
        assertEquals(
                List.of(1284, 229, 686),
                file.splits().values().stream().map(split -> split.size()).toList());
        assertEquals(
                new Shape(686, 1, 100),
                file.test().features().get(Modality.TEXT).values().shape());
        assertEquals(
                new Shape(1284, 1, 73),
                file.training().features().get(Modality.AUDIO).values().shape());
        assertEquals(1284, file.training().transcripts().size());
    }
}

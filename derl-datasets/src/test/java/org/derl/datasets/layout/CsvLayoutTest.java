package org.derl.datasets.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derl.data.Modality;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FileSequences;
import org.derl.data.file.NamedArray;
import org.derl.datasets.Loading;
import org.derl.datasets.array.Read;
import org.derl.datasets.layout.LayoutFiles.MemoryFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLayoutTest {

    private static final CsvLayout LAYOUT = new CsvLayout(new CsvLayout.Config(), Read.NO_DIRECTORIES);

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        write("labels.csv", "id,label,split,text,video", "a,1.5,train,good,v", "b,-1,dev,bad,w", "c,0,test,so,w");
        write("my-audio.csv", "id,step,pitch,energy", "b,1,5,6", "a,2,3,4", "c,1,7,8", "a,1,1,2");
        write("video.csv", "id,smile", "c,3", "b,2", "a,1", "a,9");
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
    void rowsBecomeSequencesInTheOrderOfTheirSteps() throws IOException {
        FeatureFile file = read("my-audio.csv", "labels.csv", "video.csv");
        assertEquals(List.of("a"), file.training().ids());
        assertEquals(List.of("w"), file.validation().groups());
        assertEquals(List.of(0.), file.test().labels());
        assertEquals(List.of("good"), file.training().transcripts());
        FileSequences audio = file.training().features().get(Modality.AUDIO);
        assertArrayEquals(new double[] {1, 2, 3, 4}, Read.doubles(audio.values()));
        assertEquals(List.of(2), audio.lengths());
        assertArrayEquals(
                new double[] {1, 9},
                Read.doubles(file.training().features().get(Modality.VISION).values()));
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() throws IOException {
        write("audio.csv", "id,step,pitch", "a,1,2", "a,1,3", "b,1,1", "c,1,1");
        wrong("step has the step 1.0 of the sample a twice", "labels.csv", "audio.csv");
        wrong("has audio, and so has", "labels.csv", "audio.csv", "my-audio.csv");
        write("audio.csv", "id,pitch", "a,1", "b,1");
        wrong("audio.csv has no row for the sample c", "labels.csv", "audio.csv");
        write("audio.csv", "id,note", "a,x");
        wrong("has no features", "labels.csv", "audio.csv");
        write("labels.csv", "id,label,split", "a,1,first");
        wrong("split has the split 'first'; expected one of", "labels.csv");
    }

    /** The import refuses them, but whoever checks the file is told all that is wrong with it. */
    @Test
    void samplesThatAreThereTwiceAreKept() throws IOException {
        write("labels.csv", "id,label,split", "a,1,train", "a,2,test");
        FeatureFile file = read("labels.csv");
        assertEquals(List.of("a"), file.training().ids());
        assertEquals(List.of("a"), file.test().ids());
    }

    private void wrong(String message, String... names) {
        IOException error = assertThrows(IOException.class, () -> read(names));
        assertTrue(error.getMessage().contains(message), error.getMessage());
    }

    @Test
    void otherFilesDoNotFit() throws IOException {
        assertFalse(LAYOUT.fits(Opened.files(folder, "my-audio.csv")));
        write("gaze.csv", "id,x", "a,1");
        assertFalse(LAYOUT.fits(Opened.files(folder, "labels.csv", "gaze.csv")));
    }

    @Test
    void labelsOfMoseiAreReadWithTheirTranscripts() throws IOException {
        FeatureFile file = LAYOUT.read(Opened.files(Loading.realData().resolve("cmu-mosei"), "label.csv"));
        assertEquals(
                List.of(16274, 1861, 4653),
                file.splits().values().stream().map(split -> split.size()).toList());
        assertEquals("-3g5yACwYnA", file.training().groups().get(0));
        assertEquals(0, file.training().features().size());
    }

    @Test
    void columnsOfOneTableHaveOneLength() {
        MemoryFile labels = new MemoryFile(
                Path.of("labels.npz"),
                List.of(
                        new NamedArray(List.of("id"), LayoutFiles.texts("a", "b")),
                        new NamedArray(List.of("label"), LayoutFiles.column(1, 2)),
                        new NamedArray(List.of("split"), LayoutFiles.texts("train"))));
        IOException refusal = assertThrows(IOException.class, () -> LAYOUT.read(List.of(labels)));
        assertEquals(
                "labels.npz: split has 1 rows, but id has 2; columns of one table have one length",
                refusal.getMessage());
    }
}

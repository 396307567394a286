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
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FileSequences;
import org.derl.data.file.NamedArray;
import org.derl.data.file.NearMiss;
import org.derl.data.file.Reading;
import org.derl.data.file.Reading.Origin;
import org.derl.datasets.Loading;
import org.derl.datasets.array.Read;
import org.derl.datasets.layout.LayoutFiles.MemoryFile;
import org.derl.datasets.layout.MissingIds.Missing;
import org.derl.datasets.layout.csv.CsvLayout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLayoutTest {

    private static final CsvLayout LAYOUT = layout(ByModality.of(Map.of()), "", Missing.REFUSE);

    @TempDir
    private Path folder;

    private static CsvLayout layout(ByModality<CsvLayout.Chosen> modalities, String label, Missing missing) {
        return new CsvLayout(new CsvLayout.Config(modalities, label, missing), Read.NO_DIRECTORIES);
    }

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

    private static List<String> lines(FeatureFile file) {
        return file.readings().stream()
                .map(reading -> reading.meaning() + ": "
                        + reading.origins().stream()
                                .map(Origin::array)
                                .distinct()
                                .toList()
                        + (reading.remark().isEmpty() ? "" : " " + reading.remark()))
                .toList();
    }

    @Test
    void readingsSayWhatBecameOfEachColumn() throws IOException {
        write("labels.csv", ",ID,Sentiment,Partition,text", "0,a,1.5,Training,x", "1,b,-1,DEV,y", "2,c,0,test,z");
        write(
                "acoustic.csv",
                "id,Frame,timestamp,confidence,sentiment,f1,row,copy,f2,note",
                "a,1,.1,1,1.5,1,0,1.5,1,n",
                "a,2,.2,1,1.5,2,1,1.5,bad,n",
                "b,1,.1,1,-1,3,2,-1,5,n",
                "c,1,.1,1,0,4,3,0,7,n",
                "c,2,.1,1,0,4,4,0,7,n",
                "c,3,.1,1,0,4,5,0,7,n",
                "c,4,.1,1,0,4,6,0,7,n",
                "c,5,.1,1,0,4,7,0,7,n");
        FeatureFile file = read("acoustic.csv", "labels.csv");
        assertEquals(
                List.of(
                        "label: [Sentiment]",
                        "split: [Partition] Training is train; DEV is valid",
                        "id: [ID, id]",
                        "transcript: [text]",
                        "order: [Frame]",
                        "audio: [f1, f2] f2: 1 of 8 values is no number, taken for NaN: 'bad' in row 2; others by --set"
                                + " layout.csv.modalities.audio.columns=[...]",
                        "left out: [column 1] row numbers, as pandas writes them",
                        "left out: [timestamp] a time stamp",
                        "left out: [confidence] how sure the extraction is",
                        "left out: [sentiment] a label",
                        "left out: [row] row numbers",
                        "left out: [copy] equal to the labels, or to a multiple of them (|r| = 1)",
                        "left out: [note] text"),
                lines(file));
        assertArrayEquals(
                new double[] {1, 1, 2, Double.NaN},
                Read.doubles(file.training().features().get(Modality.AUDIO).values()));
    }

    @Test
    void timesWithTheirUnitsAreNoFeatures() throws IOException {
        write("labels.csv", "id,label,split", "a,1.5,train", "b,-1,valid", "c,0,test");
        write("audio.csv", "id,time_ms,Start Time (s),end [sec],f1,items", "a,0,1,2,3,4", "b,5,6,7,8,9", "c,5,7,7,8,9");
        List<String> lines = lines(read("audio.csv", "labels.csv"));
        assertTrue(lines.get(3).startsWith("audio: [f1, items] "), lines::toString);
        assertTrue(lines.contains("left out: [time_ms, Start Time (s), end [sec]] a time stamp"), lines::toString);
    }

    @Test
    void columnsOfAModalityCanBeAskedForByNameOrNumber() throws IOException {
        write("audio.csv", "id,timestamp,f1,label", "a,.1,1,1.5", "b,.2,2,-1", "c,.3,3,0");
        CsvLayout asked = layout(
                ByModality.of(Map.of("audio", new CsvLayout.Chosen(List.of("TimeStamp", "4")))), "", Missing.REFUSE);
        FeatureFile file = asked.read(Opened.files(folder, "labels.csv", "audio.csv"));
        assertArrayEquals(
                new double[] {(float) .1, 1.5},
                Read.doubles(file.training().features().get(Modality.AUDIO).values()));
        assertTrue(
                lines(file).contains("left out: [f1] not in layout.csv.modalities.audio.columns"),
                lines(file)::toString);
        CsvLayout wrong =
                layout(ByModality.of(Map.of("audio", new CsvLayout.Chosen(List.of("5")))), "", Missing.REFUSE);
        IOException error =
                assertThrows(IOException.class, () -> wrong.read(Opened.files(folder, "labels.csv", "audio.csv")));
        assertTrue(error.getMessage().contains("audio.csv has no column '5'"), error.getMessage());
    }

    @Test
    void labelsOfModalitiesAreReadAndAnotherColumnMayBeTheLabel() throws IOException {
        write(
                "label.csv",
                "video_id,clip_id,text,label,label_T,label_A,label_V,happy,mode",
                "v,0001,x,-1,-.2,0,.4,2,train",
                "v,0002,y,0,1,.2,-1,1,valid",
                "w,1,z,1,0,0,0,0,test");
        FeatureFile file = read("label.csv");
        assertEquals("sims", file.family());
        assertEquals(List.of("v_0001"), file.training().ids());
        assertEquals(List.of(-.2), file.training().modalityLabels().get(Modality.TEXT));
        assertEquals(List.of(-1.), file.validation().modalityLabels().get(Modality.VISION));
        FeatureFile happy =
                layout(ByModality.of(Map.of()), "Happy", Missing.REFUSE).read(Opened.files(folder, "label.csv"));
        assertEquals(List.of(2.), happy.training().labels());
    }

    @Test
    void aFileASplitIsReadByItsName() throws IOException {
        write("train.csv", "text,label", "x,1", "y,2");
        write("dev.csv", "text,label", "z,0");
        write("test.csv", "text,label", "u,-1");
        FeatureFile file = read("dev.csv", "test.csv", "train.csv");
        assertEquals(List.of("x", "y"), file.training().transcripts());
        assertEquals(List.of(0.), file.validation().labels());
        assertEquals(List.of("test-1"), file.test().ids());
        write("train.csv", "id,text,label", "a,x,1", "b,y,2");
        write("dev.csv", "id,text,label", "c,z,0");
        write("test.csv", "id,text,label", "d,u,-1");
        write("train_audio.csv", "id,f", "a,1", "b,2");
        write("dev_audio.csv", "id,f", "c,3");
        write("test_audio.csv", "id,f", "d,4");
        FeatureFile joined =
                read("dev.csv", "test.csv", "train.csv", "train_audio.csv", "dev_audio.csv", "test_audio.csv");
        assertArrayEquals(
                new double[] {4},
                Read.doubles(joined.test().features().get(Modality.AUDIO).values()));
    }

    @Test
    void idsThatAreWrittenOtherwiseAreShownInBothForms() throws IOException {
        Map<String, List<String>> forms = Map.of(
                "an extension", List.of("a.wav", "b.wav", "c.wav"),
                "capitals", List.of("A", "B", "C"),
                "folders", List.of("x/a", "x/b", "x/c"),
                "folders and an extension", List.of("x/a.wav", "x/b.wav", "x/c.wav"),
                "quotation marks", List.of("'a", "'b", "'c"));
        for (Map.Entry<String, List<String>> form : forms.entrySet()) {
            List<String> ids = form.getValue();
            write("audio.csv", "id,f", ids.get(0) + ",1", ids.get(1) + ",2", ids.get(2) + ",3");
            wrong(
                    "audio.csv writes ids otherwise: '" + ids.get(0)
                            + "' there is 'a' among the labels, and so are 3 of 3" + " samples; they differ by "
                            + form.getKey(),
                    "labels.csv",
                    "audio.csv");
        }
        write("labels.csv", "id,label,split", "0001,1,train", "0002,1,valid", "0003,0,test");
        write("audio.csv", "id,f", "1,1", "2,2", "3,3");
        wrong(
                "'1' there is '0001' among the labels, and so are 3 of 3 samples; they differ by leading",
                "labels.csv",
                "audio.csv");
    }

    @Test
    void samplesThatLackATranscriptAreNamed() throws IOException {
        write("labels.csv", "id,label,split", "a,1,train", "b,1.5,valid", "c,0,test");
        write("spoken.csv", "id,text", "a,good", "b,bad", "C,so");
        wrong("spoken.csv writes ids otherwise: 'C' there is 'c'", "labels.csv", "spoken.csv");
        write("spoken.csv", "id,text", "a,good", "b,bad");
        wrong("spoken.csv has no transcript for 1 of 3 samples: c; write one", "labels.csv", "spoken.csv");
    }

    @Test
    void aSampleWithoutARowIsRefusedOrGetsAnEmptySequence() throws IOException {
        write("audio.csv", "id,f", "a,1", "b,2", "x,3");
        wrong(
                "audio.csv has no row for 1 of 3 samples: c; write some, leave them out of the labels, or take empty"
                        + " sequences for them by --set layout.csv.missing=empty",
                "labels.csv",
                "audio.csv");
        FeatureFile file = layout(ByModality.of(Map.of()), "", Missing.EMPTY)
                .read(Opened.files(folder, "labels.csv", "audio.csv"));
        assertEquals(List.of(0), file.test().features().get(Modality.AUDIO).lengths());
        assertTrue(
                lines(file)
                        .contains("audio: [f] 1 sample has no row, such as c: empty sequences; rows of 1 id without a"
                                + " label are left out"),
                lines(file)::toString);
    }

    @Test
    void rowNumbersOfEachSplitAreNoIds() throws IOException {
        write(
                "labels.csv",
                "id,label,split",
                "0,1,train",
                "1,1,train",
                "0,1,valid",
                "1,0,valid",
                "0,2,test",
                "1,0,test");
        FeatureFile file = read("labels.csv");
        assertEquals(List.of("train-1", "train-2"), file.training().ids());
        assertEquals(List.of("test-1", "test-2"), file.test().groups());
        assertTrue(
                lines(file).contains("id: [id] row numbers of each split: samples are called train-1, and so on"),
                lines(file)::toString);
    }

    @Test
    void labelsThatAreWordsOrNotThereAreSaid() throws IOException {
        write("labels.csv", "id,label,split", "a,positive,train", "b,negative,valid", "c,positive,test");
        wrong("label holds words, such as [positive, negative]; DERL learns numbers", "labels.csv");
        write("labels.csv", "id,label,split", "a,1,train", "b,n/a,valid", "c,-1,test");
        assertEquals(List.of(Double.NaN), read("labels.csv").validation().labels());
        assertTrue(lines(read("labels.csv"))
                .contains("label: [label] 1 of 3 rows have none (NaN), the first is row 2; an import leaves them out"));
        assertTrue(String.valueOf(read("labels.csv").refusal()).contains("nothing that a model could read"));
        write("labels.csv", "id,label,split", "a,1.5,train", "b,\"-1,24\",valid", "c,-1,test");
        wrong(
                "labels.csv: label has '-1,24' in row 2, but a label is a number; other rows have a decimal point:"
                        + " write -1.24",
                "labels.csv");
        write("labels.csv", "id,label,split", "a,1.5,train", "b,high,valid", "c,low,test", "d,1,test", "e,n/a,test");
        wrong(
                "labels.csv: label has 'high' in row 2, and 1 more like it, but a label is a number; write one",
                "labels.csv");
        write("labels.csv", "id,label,label_T,split", "a,1,2,train", "b,1,x,valid", "c,-1,0,test");
        wrong("labels.csv: label_T has 'x' in row 2", "labels.csv");
        write("labels.csv", "id,label,split");
        wrong("labels.csv has no rows below its first line", "labels.csv");
        assertEquals(
                List.of("a file of labels with the columns id, label and split"),
                LAYOUT.nearMiss(Opened.files(folder, "my-audio.csv", "video.csv"))
                        .lacks());
    }

    @Test
    void transcriptsMayBeInATableOfTheirOwn() throws IOException {
        write("labels.csv", "id,y_true,split", "a,1.5,train", "b,-1,valid", "c,0,test");
        write("transcripts.csv", "id,start,text", "c,1,z", "b,2,y", "a,3,x");
        FeatureFile file = read("labels.csv", "transcripts.csv");
        assertEquals(List.of("x"), file.training().transcripts());
        assertEquals(List.of("z"), file.test().transcripts());
        assertEquals(0, file.training().features().size());
    }

    @Test
    void nearMissesSayWhatIsCalledOtherwise() throws IOException {
        write("labels.csv", "id,happiness,text", "a,1,x");
        write("gaze.csv", "name,x", "a,1");
        NearMiss miss = LAYOUT.nearMiss(Opened.files(folder, "gaze.csv", "labels.csv"));
        assertEquals(
                List.of(
                        "a column 'label' (another by --set layout.csv.label=NAME) in labels.csv, which has id,"
                                + " happiness, text",
                        "a column 'split' (train, valid or test, of each row) in labels.csv, which has id, happiness,"
                                + " text",
                        "text, audio or vision in the file name gaze.csv"),
                miss.lacks());
        assertEquals(List.of("'id' of labels.csv", "'id' of gaze.csv"), miss.has());
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() throws IOException {
        write("audio.csv", "id,step,pitch", "a,1,2", "a,1,3", "b,1,1", "c,1,1");
        wrong("step has the step 1.0 of the sample a twice", "labels.csv", "audio.csv");
        wrong("has audio, and so has", "labels.csv", "audio.csv", "my-audio.csv");
        write("audio.csv", "id,pitch", "a,1", "b,1");
        wrong("audio.csv has no row for 1 of 3 samples: c", "labels.csv", "audio.csv");
        write("audio.csv", "id,note", "a,x");
        wrong("has no features", "labels.csv", "audio.csv");
        write("labels.csv", "id,label,split", "a,1,first");
        wrong("split has the split 'first', which is none that is known", "labels.csv");
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
                "labels.npz: split has 1 row, but id has 2; columns of one table have one length",
                refusal.getMessage());
    }

    @Test
    void splitsThatAreNotKnownAreCounted() throws IOException {
        write("labels.csv", "id,label,split", "a,1,tr", "b,1,va", "c,0,te");
        assertEquals(List.of("b"), read("labels.csv").validation().ids());
        write("labels.csv", "id,label,split", "a,1,train", "b,1,extra", "c,0,test", "d,1,extra");
        wrong(
                "has the split 'extra', which is none that is known; there are 'train' (1 row), 'extra' (2 rows),"
                        + " 'test' (1 row). Known are train (or training, tr",
                "labels.csv");
        write("labels.csv", "id,label,split", "a,1,0", "b,1,1", "c,0,2");
        wrong("has the split '0', which is none that is known", "labels.csv");
    }

    @Test
    void numbersWithSeparatorsOfThousandsAreLeftOutWithOneOfThem() throws IOException {
        for (String cell : List.of("\"1,234.5\"", "\"1.234,5\"", "1 234.5")) {
            write("labels.csv", "id,label,split", "a,1,train", "b,1,valid", "c,0,test");
            write("audio.csv", "id,f,g,h", "a,1,x," + cell, "b,2,y,2.5", "c,3,z," + cell);
            assertTrue(
                    lines(read("labels.csv", "audio.csv"))
                            .contains("left out: [h] numbers with a separator of thousands, such as '"
                                    + cell.replace("\"", "") + "', which may be a decimal mark elsewhere; write them"
                                    + " without"),
                    lines(read("labels.csv", "audio.csv"))::toString);
        }
    }

    @Test
    void whatIsHeldOutIsWhatIsMissing() throws IOException {
        for (String name : List.of("eval", "Evaluation", "held-out", "holdout")) {
            write("labels.csv", "id,label,split", "a,1,train", "b,1," + name, "c,0,test");
            assertEquals(List.of("b"), read("labels.csv").validation().ids(), name);
            write("labels.csv", "id,label,split", "a,1,train", "b,1,devel", "c,0," + name);
            FeatureFile file = read("labels.csv");
            assertEquals(List.of("c"), file.test().ids(), name);
            assertTrue(
                    lines(file).contains("split: [split] devel is valid; " + name + " is test"), lines(file)::toString);
        }
        write("labels.csv", "id,label,split", "a,1,train", "b,1,eval");
        wrong("has the split 'eval', which may be valid or test, for the other is not there", "labels.csv");
    }

    @Test
    void otherColumnsOfLabelsAreNamed() throws IOException {
        write("labels.csv", "id,valence,arousal,split", "a,1.5,2,train", "b,1,0,valid", "c,0,1,test");
        assertTrue(lines(read("labels.csv"))
                .contains("label: [valence] valence was taken; there is arousal, too: --set layout.csv.label=arousal"));
        List<ArrayFile> files = Opened.files(folder, "labels.csv");
        FeatureFile chosen =
                layout(ByModality.of(Map.of()), "arousal", Missing.REFUSE).read(files);
        assertTrue(lines(chosen).contains("label: [arousal]"), lines(chosen)::toString);
    }

    @Test
    void aFileOfAFurtherSplitIsNamed() throws IOException {
        for (String split : List.of("train", "dev", "test", "test2")) {
            write("labels_" + split + ".csv", "id,label", split + ",1");
        }
        List<ArrayFile> files =
                Opened.files(folder, "labels_train.csv", "labels_dev.csv", "labels_test.csv", "labels_test2.csv");
        assertFalse(LAYOUT.fits(files));
        List<String> lacks = LAYOUT.nearMiss(files).lacks();
        assertTrue(
                lacks.contains(
                        "train, valid or test in the file name labels_test2.csv; leave the file out if it is of a"
                                + " further split"),
                lacks::toString);
        assertTrue(lacks.stream().noneMatch(lack -> lack.contains("text, audio or vision")), lacks::toString);
    }

    @Test
    void modalityLabelsOfEmptyCellsAreLeftOut() throws IOException {
        write("labels.csv", "id,label,split,label_T", "a,1.5,train,", "b,-1,dev,", "c,0,test,");
        FeatureFile file = read("labels.csv", "video.csv");
        assertEquals(0, file.training().modalityLabels().size());
        assertTrue(lines(file).contains("left out: [label_T] no label at all, only empty cells"), () -> lines(file)
                .toString());
    }

    @Test
    void idsOfWhateverAreNoFeatures() throws IOException {
        write("my-audio.csv", "id,dialogue_id,annotator,f1", "a,4,2,1", "b,3,1,2", "c,3,2,5");
        FeatureFile file = read("labels.csv", "my-audio.csv");
        assertEquals(1, file.training().features().get(Modality.AUDIO).width());
    }

    @Test
    void aSeparatorMayStandAtTheEndOfEachLine() throws IOException {
        write("my-audio.csv", "id,f1,f2,", "a,4,2,", "b,3,1,", "c,3,2,");
        FeatureFile file = read("labels.csv", "my-audio.csv");
        assertEquals(2, file.training().features().get(Modality.AUDIO).width());
    }

    @Test
    void aCommentAboveTheHeadIsNamed() throws IOException {
        write("labels.csv", "# by us, 2021", "id,label,split,text", "a,1,train,good");
        String error = assertThrows(IOException.class, () -> Opened.files(folder, "labels.csv"))
                .getMessage();
        assertTrue(error.contains("if it is a comment, delete it"), error);
        assertFalse(error.contains("cut off"), error);
    }

    @Test
    void foldersOfTablesAreNearMisses() throws IOException {
        List<ArrayFile> files = new ArrayList<>(Opened.files(folder, "labels.csv"));
        files.add(new MemoryFile(
                Path.of("audio"), List.of(new NamedArray(List.of("audio", "a", "x"), LayoutFiles.column(1, 2)))));
        assertFalse(LAYOUT.fits(files));
        assertTrue(
                LAYOUT.nearMiss(files).lacks().toString().contains("which has one for each clip"),
                LAYOUT.nearMiss(files)::toString);
    }

    @Test
    void numbersBesideLabelsThatMayBeFeaturesAreNamed() throws IOException {
        write("labels.csv", "id,label,split,text,a1,speaker", "a,1.5,train,x,3,1", "b,-1,dev,y,4,2", "c,0,test,z,5,3");
        assertEquals(
                List.of("a1"),
                read("labels.csv").readings().stream()
                        .filter(reading -> reading.meaning().equals(Reading.NOT_READ))
                        .flatMap(reading -> reading.origins().stream().map(Origin::array))
                        .toList());
    }
}

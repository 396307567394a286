package org.derl.datasets.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FileSequences;
import org.derl.data.file.FileSequences.Padding;
import org.derl.data.file.NamedArray;
import org.derl.data.file.NearMiss;
import org.derl.data.file.Reading;
import org.derl.data.file.StoredArray;
import org.derl.datasets.array.Read;
import org.derl.datasets.layout.LayoutFiles.MemoryFile;
import org.derl.datasets.layout.MissingIds.Missing;
import org.derl.datasets.layout.csv.CsvLayout;
import org.derl.datasets.layout.named.NamedLayout;
import org.derl.io.Directories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedLayoutTest {

    private static final List<String> SPLITS = List.of("train", "dev", "Test");

    private final List<ArrayFile> files = new ArrayList<>();

    private static NamedLayout layout(String label) {
        return layout(label, Missing.REFUSE);
    }

    private static NamedLayout layout(String label, Missing missing) {
        return new NamedLayout(
                new NamedLayout.Config(label, missing), new Directories(Path.of("data"), Path.of("cache")));
    }

    private FeatureFile read() throws IOException {
        assertTrue(layout("").fits(files));
        return layout("").read(files);
    }

    private String refusal() {
        return assertThrows(IOException.class, this::read).getMessage();
    }

    /** A file of arrays, each with its place; SPLIT stands for each of the splits. */
    private void file(String name, Object... placesAndArrays) {
        List<NamedArray> arrays = new ArrayList<>();
        for (String split : SPLITS) {
            for (int i = 0; i < placesAndArrays.length; i += 2) {
                String place = (String) placesAndArrays[i];
                if (place.contains("SPLIT") || split.equals(SPLITS.get(0))) {
                    arrays.add(new NamedArray(
                            List.of(place.replace("SPLIT", split).split("/")), (StoredArray) placesAndArrays[i + 1]));
                }
            }
        }
        files.add(new MemoryFile(Path.of(name), arrays));
    }

    private static FileSequences features(FeatureFile file, Modality modality) {
        return file.training().features().get(modality);
    }

    private static Set<String> meanings(FeatureFile file) {
        return file.readings().stream().map(Reading::meaning).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({
        "SPLIT/acoustic, SPLIT/labels, SPLIT/segment",
        "SPLIT/audio_features, SPLIT/regression_labels, SPLIT/ids",
        "acoustic/SPLIT, sentiment/SPLIT, id/SPLIT",
        "SPLIT_audio, SPLIT_label, SPLIT_id",
        "data/SPLIT/covarep, data/SPLIT/y, data/SPLIT/id",
    })
    void namesStandInAnyOrderAndSpelling(String audio, String label, String id) throws IOException {
        file(
                "mosi.pkl",
                audio,
                LayoutFiles.counted(2, 3, 2),
                label,
                LayoutFiles.column(1, -1),
                id,
                LayoutFiles.texts("v$_$0", "w$_$1"));
        FeatureFile file = read();
        assertEquals(new Shape(2, 3, 2), features(file, Modality.AUDIO).values().shape());
        assertEquals(List.of(1.0, -1.0), file.training().labels());
        assertEquals(List.of("v$_$0", "w$_$1"), file.validation().ids());
        assertEquals(List.of("v", "w"), file.validation().groups());
        assertEquals(Set.of("split", "label", "id", "audio"), meanings(file));
    }

    @Test
    void eachSampleMaySayItsSplit() throws IOException {
        List<Object> entries = new ArrayList<>();
        List<String> splits = List.of("Train", "devel", "evaluation");
        for (int i = 0; i < 3; i++) {
            for (String content : List.of("audio", "label", "split")) {
                entries.add("v" + i + "$_$1/" + content);
                entries.add(
                        content.equals("audio")
                                ? LayoutFiles.counted(i + 1, 2)
                                : content.equals("label")
                                        ? LayoutFiles.column(i - 1)
                                        : LayoutFiles.texts(splits.get(i)));
            }
        }
        file("mine.pkl", entries.toArray());
        FeatureFile file = read();
        assertEquals(List.of("v0$_$1"), file.training().ids());
        assertEquals(List.of("v1$_$1"), file.validation().ids());
        assertEquals(List.of("v2$_$1"), file.test().ids());
        assertEquals(List.of(1.0), file.test().labels());
        assertEquals(List.of(3), file.test().features().get(Modality.AUDIO).lengths());
        assertEquals(Set.of("split", "id", "label", "audio"), meanings(file));
        assertTrue(
                file.readings().stream().anyMatch(each -> each.remark().equals("by the names of entries")),
                file.readings()::toString);
    }

    @Test
    void splitsMayBeAnArrayBesideThoseOfFeatures() throws IOException {
        file(
                "mine.npz",
                "id",
                LayoutFiles.texts("a", "b", "c", "d"),
                "label",
                LayoutFiles.column(1, 2, -1, 0),
                "split",
                LayoutFiles.texts("test", "train", "valid", "train"),
                "audio",
                LayoutFiles.counted(4, 1, 2));
        FeatureFile file = read();
        assertEquals(List.of("b", "d"), file.training().ids());
        assertEquals(List.of(2.0, 0.0), file.training().labels());
        assertArrayEquals(
                new double[] {3, 4, 7, 8},
                Read.doubles(features(file, Modality.AUDIO).values()));
        assertEquals(List.of("a"), file.test().ids());
        assertEquals(Set.of("split", "id", "label", "audio"), meanings(file));
    }

    @Test
    void samplesMayLackAModality() throws IOException {
        file(
                "a.pkl",
                "SPLIT/id",
                LayoutFiles.texts("x", "y"),
                "SPLIT/label",
                LayoutFiles.column(1, 2),
                "SPLIT/audio",
                LayoutFiles.counted(2, 1, 2));
        file("b.pkl", "SPLIT/id", LayoutFiles.texts("z", "y"), "SPLIT/vision", LayoutFiles.counted(2, 1, 2));
        file("text.pkl", "SPLIT/text/x", LayoutFiles.counted(3, 2));
        assertTrue(refusal().contains("take empty sequences for them by --set layout.named.missing=empty"), refusal());
        FeatureFile file = layout("", Missing.EMPTY).read(files);
        assertArrayEquals(
                new double[] {0, 0, 3, 4},
                Read.doubles(features(file, Modality.VISION).values()));
        assertEquals(List.of(3, 0), features(file, Modality.TEXT).lengths());
        assertTrue(
                file.readings().stream().anyMatch(each -> each.remark()
                        .contains("1 sample of train without an array, such as x: empty sequences")),
                file.readings()::toString);
    }

    @Test
    void filesOfOneModalityAreJoinedById() throws IOException {
        file(
                "a.pkl",
                "SPLIT/id",
                LayoutFiles.texts("x", "y"),
                "SPLIT/label",
                LayoutFiles.column(1, 2),
                "SPLIT/audio",
                LayoutFiles.counted(2, 1, 2));
        file("b.pkl", "SPLIT/id", LayoutFiles.texts("z", "y", "x"), "SPLIT/vision", LayoutFiles.counted(3, 1, 2));
        FeatureFile file = read();
        assertArrayEquals(
                new double[] {1, 2, 3, 4},
                Read.doubles(features(file, Modality.AUDIO).values()));
        assertArrayEquals(
                new double[] {5, 6, 3, 4},
                Read.doubles(features(file, Modality.VISION).values()));
        files.remove(1);
        file("b.pkl", "SPLIT/id", LayoutFiles.texts("x.wav", "y.wav"), "SPLIT/vision", LayoutFiles.counted(2, 1, 2));
        assertEquals(
                "b.pkl writes ids otherwise: 'x.wav' there is 'x' among the labels, and so are 2 of 2 samples of"
                        + " train; they differ by an extension: write them alike",
                refusal());
    }

    @Test
    void aFileMayBeASplit() throws IOException {
        for (String split : SPLITS) {
            file("mosi_" + split + ".pkl", "text", LayoutFiles.counted(2, 2, 3), "label", LayoutFiles.column(1, 2));
        }
        // A table holds columns alone.
        CsvLayout csv =
                new CsvLayout(new CsvLayout.Config(ByModality.of(Map.of()), "", Missing.EMPTY), Read.NO_DIRECTORIES);
        assertFalse(csv.fits(files));
        FeatureFile file = read();
        assertEquals(List.of("valid-1", "valid-2"), file.validation().ids());
        assertEquals(Set.of("split", "label", "text"), meanings(file));
    }

    @Test
    void aFileMayBeAContentOfASplit() throws IOException {
        for (String split : SPLITS) {
            file("audio_" + split + ".h5", "d1", LayoutFiles.counted(2, 2, 3));
            file("y_" + split + ".h5", "d1", LayoutFiles.column(1, 2));
        }
        FeatureFile file = read();
        assertEquals(List.of(1.0, 2.0), file.validation().labels());
        assertEquals(3, features(file, Modality.AUDIO).width());
    }

    @Test
    void listsOfDifferentLengthsArePadded() throws IOException {
        file(
                "a.pkl",
                "SPLIT/audio/0",
                LayoutFiles.counted(1, 2),
                "SPLIT/audio/1",
                LayoutFiles.counted(2, 2),
                "SPLIT/label",
                LayoutFiles.column(1, 2),
                "SPLIT/vision",
                LayoutFiles.counted(2, 4));
        FileSequences audio = features(read(), Modality.AUDIO);
        assertArrayEquals(new double[] {1, 2, 0, 0, 1, 2, 3, 4}, Read.doubles(audio.values()));
        assertEquals(List.of(1, 2), audio.lengths());
        assertEquals(
                new Shape(2, 1, 4), features(read(), Modality.VISION).values().shape());
    }

    @Test
    void tuplesAreThoseOfMagBertAndMisa() throws IOException {
        file(
                "mosi.pkl",
                "SPLIT/0/0/0",
                LayoutFiles.counted(2),
                "SPLIT/0/0/1",
                LayoutFiles.counted(2, 4),
                "SPLIT/0/0/2",
                LayoutFiles.counted(2, 5),
                "SPLIT/0/0/3",
                LayoutFiles.texts("so", "good"),
                "SPLIT/0/1",
                LayoutFiles.numbers(new long[] {1, 1}, 2.5),
                "SPLIT/0/2",
                LayoutFiles.texts("v[3]"));
        FeatureFile file = read();
        assertEquals(4, features(file, Modality.VISION).width());
        assertEquals(5, features(file, Modality.AUDIO).width());
        assertEquals(List.of("so good"), file.training().transcripts());
        assertEquals(List.of("v[3]"), file.training().ids());
        assertEquals(List.of("v"), file.training().groups());
        assertEquals(List.of(2.5), file.training().labels());
        assertTrue(meanings(file).contains(Reading.LEFT_OUT), "numbers of words");
    }

    @Test
    void aTableSaysWhatFilesByIdAreOf() throws IOException {
        file(
                "labels.csv",
                "ID",
                LayoutFiles.texts("a", "b", "c"),
                "Sentiment",
                LayoutFiles.column(1, 2, 3),
                "mode",
                LayoutFiles.texts("train", "val", "test"),
                "text",
                LayoutFiles.texts("one", "two", "three"));
        file(
                "features",
                "audio/c",
                LayoutFiles.counted(1, 2),
                "audio/a",
                LayoutFiles.counted(3, 2),
                "audio/b",
                LayoutFiles.counted(2, 2));
        FeatureFile file = read();
        assertEquals(List.of("a"), file.training().ids());
        assertEquals(List.of(3), features(file, Modality.AUDIO).lengths());
        assertEquals(List.of("two"), file.validation().transcripts());
        files.remove(1);
        file("features", "audio/c", LayoutFiles.counted(1, 2));
        assertTrue(
                refusal().contains("has no audio for 1 of 1 samples of train: a; its own are called as 'c'"),
                refusal());
    }

    @Test
    void foldersTellTheSplitsThatATableDoesNot() throws IOException {
        file("labels.csv", "id", LayoutFiles.texts("a", "b", "c"), "label", LayoutFiles.column(1, 2, 3));
        file("train", "train/audio/b", LayoutFiles.counted(3, 2), "train/vision/b", LayoutFiles.counted(2, 2));
        file("valid", "valid/audio/c", LayoutFiles.counted(1, 2), "valid/vision/c", LayoutFiles.counted(2, 2));
        file("test", "test/audio/a", LayoutFiles.counted(2, 2), "test/vision/a", LayoutFiles.counted(2, 2));
        FeatureFile file = read();
        assertEquals(List.of("b"), file.training().ids());
        assertEquals(List.of(2.0), file.training().labels());
        assertEquals(List.of(3), features(file, Modality.AUDIO).lengths());
        assertEquals(List.of("a"), file.test().ids());
        files.remove(3);
        assertTrue(refusal().contains("no column 'split', and no folder of a split has a file of them"), refusal());
    }

    @Test
    void aRowWithoutAnArrayIsNamed() throws IOException {
        file(
                "features.pkl",
                "SPLIT/audio/0",
                LayoutFiles.counted(3, 2),
                "SPLIT/audio/2",
                LayoutFiles.counted(1, 2),
                "SPLIT/label",
                LayoutFiles.column(1, 2, 3),
                "SPLIT/id",
                LayoutFiles.texts("a", "b", "c"));
        assertTrue(
                refusal().contains("has no array of audio in 1 of 3 rows of train, such as row 1, counted from 0"),
                refusal());
    }

    @Test
    void labelsOfClipsLieBesideTheirFeatures() throws IOException {
        file(
                "clips",
                "SPLIT_corpus/one/val",
                LayoutFiles.numbers(new long[0], -1),
                "SPLIT_corpus/one/emo",
                LayoutFiles.texts("sad"),
                "features/wav2vec-large-UTT/one",
                LayoutFiles.counted(4));
        FeatureFile file = read();
        assertEquals(List.of("one"), file.test().ids());
        assertEquals(new Shape(1, 1, 4), features(file, Modality.AUDIO).values().shape());
    }

    @Test
    void labelsOfModalitiesAndLengthsBelongToThem() throws IOException {
        file(
                "a.pkl",
                "SPLIT/audio",
                LayoutFiles.numbers(new long[] {2, 2, 1}, 0, 7, 0, 8),
                "SPLIT/audio_length",
                LayoutFiles.column(1, 1),
                "SPLIT/label",
                LayoutFiles.column(1, 2),
                "SPLIT/label_A",
                LayoutFiles.column(3, 4),
                "SPLIT/annotations",
                LayoutFiles.texts("Positive", "Negative"));
        FeatureFile file = read();
        assertEquals(List.of(3.0, 4.0), file.training().modalityLabels().get(Modality.AUDIO));
        assertEquals(Padding.FRONT, features(file, Modality.AUDIO).padding());
        assertEquals("arrays by name, with the padding of audio in front", file.layout());
    }

    @Test
    void oneOfSeveralLabelsIsChosen() throws IOException {
        file("a.pkl", "SPLIT/audio", LayoutFiles.counted(1, 2, 1), "SPLIT/labels", LayoutFiles.counted(1, 7));
        assertTrue(refusal().contains("7 labels a sample, those of CMU-MOSEI, sentiment, happy, sad"), refusal());
        assertTrue(refusal().contains("--set layout.named.label=sentiment"), refusal());
        assertEquals(List.of(2.0), layout("happy").read(files).training().labels());
        assertEquals(List.of(7.0), layout("7").read(files).training().labels());
        assertThrows(IOException.class, () -> layout("8").read(files));
        assertThrows(IOException.class, () -> layout("joy").read(files));
    }

    @Test
    void whatDoesNotSayWhatItIsDoesNotFit() throws IOException {
        file("a.pkl", "SPLIT/audio", LayoutFiles.counted(1, 2, 1));
        assertFalse(layout("").fits(files), "no labels");
        files.clear();
        file("a.pkl", "0/dialogue0", LayoutFiles.counted(3, 9), "1/dialogue0", LayoutFiles.counted(3));
        assertFalse(layout("").fits(files));
        files.clear();
        file("a.pkl", "SPLIT/audio", LayoutFiles.counted(2, 2, 1), "SPLIT/label", LayoutFiles.column(1));
        assertTrue(refusal().contains("has 2 samples of train, but there are 1 labels"), refusal());
        files.clear();
        file("a.pkl", "train/audio", LayoutFiles.counted(1, 2, 1), "train/label", LayoutFiles.column(1));
        assertTrue(refusal().contains("there are no labels of the split 'valid'"), refusal());
        file("b.pkl", "train/acoustic", LayoutFiles.counted(1, 2, 1));
        assertTrue(refusal().contains("b.pkl has audio of train, and so has a.pkl"), refusal());
    }

    @Test
    void whatIsMissingIsSaidOfFilesThatDoNotFit() {
        file("a.pkl", "SPLIT/bert", LayoutFiles.counted(2, 1, 2), "SPLIT/emo", LayoutFiles.column(1, 2));
        assertFalse(layout("").fits(files));
        assertEquals(
                new NearMiss(
                        List.of("features of text", "the splits train, valid, test"),
                        List.of("labels, by a name such as label or sentiment", "names that say what these are: emo")),
                layout("").nearMiss(files));
        files.clear();
        file("a.pkl", "audio", LayoutFiles.counted(2, 1, 2), "regression_labels", LayoutFiles.column(1, 2));
        assertEquals(
                new NearMiss(
                        List.of("features of audio", "labels"),
                        List.of("splits: train, valid, test above the names of the arrays, or one in the name of each"
                                + " file")),
                layout("").nearMiss(files));
    }

    @Test
    void anArrayWithoutALabelIsNamed() throws IOException {
        table("a", "b", "c");
        file(
                "features",
                "audio/a",
                LayoutFiles.counted(3, 2),
                "audio/b",
                LayoutFiles.counted(2, 2),
                "audio/c",
                LayoutFiles.counted(2, 2),
                "audio/more",
                LayoutFiles.counted(2, 2));
        assertTrue(
                read().readings().stream()
                        .anyMatch(each -> each.remark().contains("1 id without a label is left out: more")),
                () -> files.toString());
    }

    private void table(String... ids) {
        file(
                "labels.csv",
                "id",
                LayoutFiles.texts(ids),
                "label",
                LayoutFiles.column(1, 2, 3),
                "split",
                LayoutFiles.texts("train", "valid", "test"));
    }

    @Test
    void rowsAreIdsWhereAllSamplesAreCalledSo() throws IOException {
        table("2", "0", "1");
        file(
                "audio.pkl",
                "0",
                LayoutFiles.counted(1, 2),
                "1",
                LayoutFiles.counted(2, 2),
                "2",
                LayoutFiles.counted(3, 2));
        assertEquals(List.of(3), features(read(), Modality.AUDIO).lengths());
    }

    @Test
    void listsBesideSplitsAreCutIntoThem() throws IOException {
        file(
                "data.pkl",
                "split",
                LayoutFiles.texts("test", "train", "valid", "train"),
                "label",
                LayoutFiles.column(1, 2, -1, 0),
                "audio/0",
                LayoutFiles.counted(1, 2),
                "audio/1",
                LayoutFiles.counted(2, 2),
                "audio/2",
                LayoutFiles.counted(3, 2),
                "audio/3",
                LayoutFiles.counted(4, 2));
        assertEquals(List.of(2, 4), features(read(), Modality.AUDIO).lengths());
    }

    @Test
    void aRowOfLabelsIsOneAxis() throws IOException {
        file(
                "data.mat",
                "audio_SPLIT",
                LayoutFiles.counted(2, 3, 2),
                "y_SPLIT",
                LayoutFiles.numbers(new long[] {1, 2}, 1, -1));
        assertEquals(List.of(1.0, -1.0), read().training().labels());
    }
}

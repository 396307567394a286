package org.derl.datasets.layout;

import static org.derl.datasets.layout.LayoutFiles.column;
import static org.derl.datasets.layout.LayoutFiles.counted;
import static org.derl.datasets.layout.LayoutFiles.numbers;
import static org.derl.datasets.layout.LayoutFiles.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derl.data.Modality;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FileSequences;
import org.derl.data.file.FileSplit;
import org.derl.data.file.Reading;
import org.derl.datasets.layout.LayoutFiles.Memory;
import org.derl.io.Directories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MmsaLayoutTest {

    private static final MmsaLayout LAYOUT = new MmsaLayout(new MmsaLayout.Config(""), new Directories(null, null));

    /** Two samples a split. */
    private static Memory complete() {
        return LayoutFiles.memory()
                .all("audio", counted(2, 4, 5))
                .all("vision", counted(2, 5, 20))
                .all("text", counted(2, 3, 6))
                .all(
                        "text_bert",
                        numbers(new long[] {2, 3, 3}, 101, 7, 102, 1, 1, 1, 0, 0, 0, 101, 102, 0, 1, 1, 0, 0, 0, 0))
                .all("id", texts("a$_$1", "b"))
                .all("raw_text", texts("one", "two"))
                .all("audio_lengths", column(4, 9))
                .all("vision_lengths", column(0, 5))
                .all("regression_labels", column(-1, 0.5));
    }

    private static String error(Memory memory) {
        List<ArrayFile> files = memory.files();
        assertTrue(LAYOUT.fits(files), "a damaged file fits by its names");
        return assertThrows(IOException.class, () -> LAYOUT.read(files)).getMessage();
    }

    @ParameterizedTest
    @CsvSource({
        "aligned_p4_f32.pkl, 'MMSA, aligned'",
        "aligned_p2_f64.pkl, 'MMSA, aligned'",
        "unaligned_p2_f32.pkl, 'MMSA, unaligned'",
        "unaligned_p3_obj_f32.pkl, 'MMSA, unaligned'",
        "unaligned_p4_f64.pkl, 'MMSA, unaligned'",
        "unaligned_p5_f64.pkl, 'MMSA, unaligned'"
    })
    void publishedFilesAreRead(String name, String layout) throws IOException {
        List<ArrayFile> files = LayoutFiles.published(name);
        assertTrue(LAYOUT.fits(files));
        FeatureFile file = LAYOUT.read(files);
        assertEquals(layout, file.layout());
        assertNull(file.family());
        assertEquals(
                List.of(5, 3, 4),
                file.splits().values().stream().map(FileSplit::size).toList());
        FileSplit training = file.training();
        assertEquals(List.of("vid00$_$1", "vid00$_$2", "vid01$_$1", "vid01$_$2", "vid02$_$1"), training.ids());
        assertEquals(List.of("vid00", "vid00", "vid01", "vid01", "vid02"), training.groups());
        assertEquals(0, training.labels().get(0));
        assertEquals(5, training.transcripts().size());
        assertEquals(new Shape(5, 3, 6), training.tokens().shape());
        assertEquals(
                new Shape(5, 6, 8),
                training.features().get(Modality.TEXT).values().shape());
        assertEquals(0, training.modalityLabels().size());
    }

    @Test
    void lengthsAreThoseOfTheFile() throws IOException {
        FileSplit training =
                LAYOUT.read(LayoutFiles.published("unaligned_p4_f64.pkl")).training();
        assertEquals(
                List.of(5, 9, 7, 4, 9), training.features().get(Modality.AUDIO).lengths());
        assertEquals(
                List.of(7, 9, 3, 10, 11),
                training.features().get(Modality.VISION).lengths());
        FileSplit aligned =
                LAYOUT.read(LayoutFiles.published("aligned_p4_f32.pkl")).training();
        assertEquals(List.of(), aligned.features().get(Modality.AUDIO).lengths());
        assertEquals(5, aligned.features().get(Modality.TEXT).lengths().size());
    }

    @Test
    void simsHasLabelsOfEachModality() throws IOException {
        FeatureFile file = LAYOUT.read(LayoutFiles.published("sims_unaligned_p4_f32.pkl"));
        assertEquals("sims", file.family());
        assertEquals(
                Set.of(Modality.TEXT, Modality.AUDIO, Modality.VISION),
                file.training().modalityLabels().modalities());
        assertEquals(
                List.of(-0.8f, 0.6f, -0.8f, -1f, 0.2f),
                file.training().modalityLabels().get(Modality.TEXT).stream()
                        .map(Double::floatValue)
                        .toList());
    }

    @Test
    void everyContentFindsItsPlace() throws IOException {
        FeatureFile file = LAYOUT.read(complete().files());
        assertEquals("mosi", file.family());
        FileSplit test = file.test();
        assertEquals(List.of("a$_$1", "b"), test.ids());
        assertEquals(List.of("a", "b"), test.groups());
        assertEquals(List.of(-1.0, 0.5), test.labels());
        assertEquals(List.of("one", "two"), test.transcripts());
        FileSequences text = test.features().get(Modality.TEXT);
        assertEquals(List.of(3, 2), text.lengths(), "from the mask");
        assertEquals(FileSequences.Padding.BACK, text.padding());
        assertEquals(
                List.of(4, 9),
                test.features().get(Modality.AUDIO).lengths(),
                "beyond the padding, and for others to judge");
    }

    @Test
    void textMayBeMissingAsFeaturesOrTokens() throws IOException {
        Memory tokens = complete();
        Memory features = complete();
        for (String split : SplitEntries.PARTS) {
            tokens.without(split + "/text").without(split + "/raw_text").without(split + "/id");
            features.without(split + "/text_bert");
        }
        FileSplit ofTokens = LAYOUT.read(tokens.files()).validation();
        assertFalse(ofTokens.features().has(Modality.TEXT));
        assertNotNull(ofTokens.tokens());
        assertEquals(List.of(), ofTokens.transcripts());
        assertEquals(List.of("valid-1", "valid-2"), ofTokens.ids());
        FileSplit ofFeatures = LAYOUT.read(features.files()).validation();
        assertNull(ofFeatures.tokens());
        assertEquals(List.of(), ofFeatures.features().get(Modality.TEXT).lengths());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"5, 20, mosi", "74, 35, mosei", "33, 709, sims", "74, 20, none"})
    void familyIsToldBySizes(int audio, int vision, String family) throws IOException {
        Memory memory = complete().all("audio", counted(2, 4, audio)).all("vision", counted(2, 5, vision));
        assertEquals(family, LAYOUT.read(memory.files()).family());
    }

    @Test
    void whatDoesNotGoTogetherIsNamed() {
        Map<String, Memory> wrong = Map.of(
                "memory.npz: train/audio has 3 samples, but train/regression_labels has 2; write one row a sample"
                        + " into each",
                complete().with("train/audio", counted(3, 4, 5)),
                "memory.npz: valid/id has 1 sample, but valid/regression_labels has 2",
                complete().with("valid/id", texts("a")),
                "memory.npz: test/vision has the shape (2, 5); 3 axes belong there",
                complete().with("test/vision", counted(2, 5)),
                "memory.npz: test/vision has values of type object; numbers belong there",
                complete().with("test/vision", texts("a", "b")),
                "memory.npz: the split 'train' has 5 features a step of audio, but 'test' has 6",
                complete().with("test/audio", counted(2, 4, 6)),
                "memory.npz: train/text has the shape (2, 4, 6), but train/text_bert has (2, 3, 3); their times differ",
                complete().with("train/text", counted(2, 4, 6)),
                "memory.npz: train/text_bert has the shape (2, 2, 3); token numbers, mask and segment numbers belong"
                        + " there",
                complete().with("train/text_bert", counted(2, 2, 3)),
                "memory.npz: train/text_bert has 4.0 in the mask of sample 0 (counted from 0)",
                complete().with("train/text_bert", counted(2, 3, 3)),
                "memory.npz: the split 'valid' has no 'vision', only [audio, text,",
                complete().without("valid/vision"),
                "memory.npz: train/regression_labels has the shape (2, 2): 2 labels a sample",
                complete().with("train/regression_labels", counted(2, 2)));
        wrong.forEach((message, memory) -> assertTrue(error(memory).startsWith(message), () -> error(memory)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 2.5, Double.NaN, Double.POSITIVE_INFINITY, 3e9})
    void aLengthIsAWholeNumber(double length) {
        String error = error(complete().with("train/vision_lengths", column(1, length)));
        assertEquals(
                "memory.npz: train/vision_lengths says that sample 1 (counted from 0) has " + length
                        + " steps; a length is a whole number from 0 on",
                error);
    }

    @Test
    void aMissingPartIsNamedButTheImportMayMakeAValidationSplit() throws IOException {
        Memory memory = complete();
        memory.arrays().keySet().removeIf(name -> name.startsWith("valid/"));
        assertEquals(0, LAYOUT.read(memory.files()).validation().size());
        memory.arrays().keySet().removeIf(name -> name.startsWith("test/"));
        assertEquals(
                "memory.npz has no split 'test' (test, testing, tst); a feature file has the splits [train, valid,"
                        + " test]",
                error(memory));
    }

    @Test
    void rowsOfMatlabAreOneNumberASample() throws IOException {
        List<ArrayFile> files = LayoutFiles.memory()
                .all("audio", counted(2, 3, 2))
                .all("vision", counted(2, 3, 4))
                .all("text", counted(2, 3, 5))
                .all("regression_labels", LayoutFiles.numbers(new long[] {1, 2}, 1, -1))
                .files();
        assertEquals(List.of(1.0, -1.0), LAYOUT.read(files).training().labels());
    }

    @Test
    void otherFilesDoNotFit() throws IOException {
        assertFalse(LAYOUT.fits(LayoutFiles.published("mult_noid_p3_f32.pkl")));
        assertFalse(LAYOUT.fits(LayoutFiles.published("lmf_mosi_py2_p2_f64.pkl")));
    }

    @Test
    void oneOfSeveralLabelsIsChosen() throws IOException {
        Memory several = complete().all("regression_labels", numbers(new long[] {2, 2}, 1, 2, 3, 4));
        assertTrue(error(several).contains("choose one by --set layout.mmsa.label=1"), error(several));
        MmsaLayout second = new MmsaLayout(new MmsaLayout.Config("2"), new Directories(null, null));
        assertEquals(List.of(2., 4.), second.read(several.files()).training().labels());
    }

    @Test
    void aFurtherSplitIsNamedWithItsSamples() throws IOException {
        List<ArrayFile> files = complete()
                .with("test2/audio", counted(3, 4, 5))
                .with("test2/id", texts("x", "y", "z"))
                .with("other/thing", counted(3))
                .files();
        assertEquals(
                List.of(
                        "3 samples of a further split; to use them, call 'test2' train, valid or test in place of"
                                + " another, or import it as a data set of its own",
                        "this layout does not use it"),
                LAYOUT.read(files).withAllOf(files).readings().stream()
                        .filter(reading -> reading.meaning().equals(Reading.LEFT_OUT))
                        .map(Reading::remark)
                        .toList());
    }

    @Test
    void paddingInFrontIsFoundWithoutLengths() throws IOException {
        FeatureFile file = LAYOUT.read(LayoutFiles.memory()
                .all("audio", numbers(new long[] {2, 3, 1}, 0, 0, 1, 0, 2, 3))
                .all("vision", numbers(new long[] {2, 3, 1}, 0, 1, 0, 0, 2, 0))
                .all("text", counted(2, 3, 6))
                .all("regression_labels", column(-1, 0.5))
                .files());
        assertEquals("MMSA, aligned, with the padding of audio in front", file.layout());
    }
}

package org.derl.datasets.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FileSequences.Padding;
import org.derl.data.file.Reading;
import org.derl.datasets.Loading;
import org.derl.datasets.array.Read;
import org.junit.jupiter.api.Test;

class MfnLayoutTest {

    private static final Path FOLDER = Read.resource(MfnLayoutTest.class, "../data-formats/mfn_h5");
    private static final String[] FILES = {
        "X_train.h5", "X_valid.h5", "X_test.h5", "y_train.h5", "y_valid.h5", "y_test.h5"
    };

    private static MfnLayout layout(int text, int audio, int vision) {
        return layout(text, audio, vision, "");
    }

    private static MfnLayout layout(int text, int audio, int vision, String label) {
        ByModality<Integer> sizes = ByModality.of(Map.of("text", text, "audio", audio, "vision", vision));
        return new MfnLayout(new MfnLayout.Config(sizes, label), Read.NO_DIRECTORIES);
    }

    @Test
    void modalitiesThatLieSideBySideAreTakenApart() throws IOException {
        List<ArrayFile> files = Opened.files(FOLDER, FILES);
        assertTrue(layout(7, 3, 4).fits(files));
        FeatureFile file = layout(7, 3, 4).read(files);
        assertEquals("MFN", file.layout());
        assertNull(file.refusal());
        assertEquals(
                List.of(5, 3, 4),
                file.splits().values().stream().map(split -> split.size()).toList());
        assertEquals(List.of(.6, .6, 3., 3., 0.), file.training().labels());
        assertEquals("valid-1", file.validation().ids().get(0));
        assertEquals(
                List.of("text", "audio", "vision"),
                List.copyOf(file.test().features().toMap().keySet()));
        var audio = file.training().features().get(Modality.AUDIO);
        assertEquals(Padding.FRONT, audio.padding());
        assertEquals(new Shape(5, 6, 3), audio.values().shape());
        double[] all = Read.doubles(files.get(0), "data");
        assertArrayEquals(
                Arrays.copyOfRange(all, 14 + 7, 14 + 10), Arrays.copyOfRange(Read.doubles(audio.values()), 3, 6));
    }

    @Test
    void sizesThatDoNotFitAreToBeSet() throws IOException {
        List<ArrayFile> files = Opened.files(FOLDER, FILES);
        IOException error =
                assertThrows(IOException.class, () -> layout(300, 5, 20).read(files));
        assertTrue(error.getMessage().contains("X_train.h5: data has the shape (5, 6, 14)"), error.getMessage());
        assertTrue(
                error.getMessage().contains("make 325; tell theirs, as in --set layout.mfn.sizes.audio=74"),
                error.getMessage());
    }

    @Test
    void missingPartIsNamed() throws IOException {
        List<ArrayFile> files =
                Opened.files(FOLDER, "X_train.h5", "X_test.h5", "y_train.h5", "y_valid.h5", "y_test.h5");
        IOException error =
                assertThrows(IOException.class, () -> layout(7, 3, 4).read(files));
        assertTrue(error.getMessage().contains("there are [x_train, x_test] but no [x_valid]"), error.getMessage());
    }

    @Test
    void otherFilesDoNotFit() throws IOException {
        assertFalse(layout(7, 3, 4).fits(Opened.files(FOLDER, "y_train.h5", "y_valid.h5")));
        assertFalse(layout(7, 3, 4).fits(Opened.files(FOLDER.resolve("../../hdf5"), "compact.h5")));
    }

    /** The text of the training split of ICT-MMMO is not to be had, and its labels run from 1 to 5. */
    @Test
    void whatIctMmmoLacksIsLeftOutAndSaid() throws IOException {
        List<ArrayFile> files = Opened.files(
                Loading.realData().resolve("ict-mmmo"),
                "audio_train.h5",
                "audio_valid.h5",
                "audio_test.h5",
                "text_valid_emb.h5",
                "text_test_emb.h5",
                "y_train.h5",
                "y_valid.h5",
                "y_test.h5");
        assertTrue(layout(300, 5, 20).fits(files));
        FeatureFile file = layout(300, 5, 20).read(files);
        assertEquals("MFN", file.layout());
        assertEquals(
                new Shape(220, 20, 74),
                file.training().features().get(Modality.AUDIO).values().shape());
        assertFalse(file.test().features().has(Modality.TEXT));
        List<Reading> leftOut = file.readings().stream()
                .filter(reading -> reading.meaning().equals(Reading.LEFT_OUT))
                .toList();
        assertEquals(2, leftOut.size());
        assertEquals("there is no text_train", leftOut.get(0).remark());
    }

    @Test
    void oneTraitOfPomIsChosen() throws IOException {
        List<ArrayFile> files = Opened.files(
                Loading.realData().resolve("pom"),
                "audio_train.h5",
                "audio_valid.h5",
                "audio_test.h5",
                "y_train.h5",
                "y_valid.h5",
                "y_test.h5");
        IOException error =
                assertThrows(IOException.class, () -> layout(300, 5, 20).read(files));
        assertTrue(error.getMessage().contains("17 labels a sample"), error.getMessage());
        assertTrue(error.getMessage().contains("--set layout.mfn.label=1"), error.getMessage());
        FeatureFile file = layout(300, 5, 20, "3").read(files);
        assertEquals(
                Read.doubles(files.get(3), "d1")[2], file.training().labels().get(0));
    }
}

package org.derl.datasets.layout;

import static org.derl.datasets.layout.LayoutFiles.counted;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.List;
import org.derl.data.Modality;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FileSequences;
import org.derl.datasets.layout.LayoutFiles.Memory;
import org.derl.io.Directories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LmfLayoutTest {

    private static final LmfLayout LAYOUT = new LmfLayout(new LmfLayout.Config(""), new Directories(null, null));

    private static Memory complete() {
        return LayoutFiles.memory()
                .all("covarep", counted(2, 5))
                .all("facet", counted(2, 20))
                .all("glove", counted(2, 3, 6))
                .all("label", counted(2, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lmf_mosi_py2_p0_f64.pkl", "lmf_mosi_py2_p2_f64.pkl"})
    void publishedFilesAreRead(String name) throws IOException {
        List<ArrayFile> files = LayoutFiles.published(name);
        assertTrue(LAYOUT.fits(files));
        FeatureFile file = LAYOUT.read(files);
        assertEquals("LMF", file.layout());
        assertEquals(List.of(0.6, -1.0, -1.0, 0.0, -2.4), file.training().labels());
        assertEquals(
                new Shape(5, 7, 8),
                file.training().features().get(Modality.TEXT).values().shape());
        assertEquals(
                List.of("test-1", "test-2", "test-3", "test-4"), file.test().ids());
    }

    @Test
    void meansAreSequencesOfOneStep() throws IOException {
        FeatureFile file = LAYOUT.read(complete().files());
        assertEquals("mosi", file.family());
        FileSequences audio = file.training().features().get(Modality.AUDIO);
        assertEquals(new Shape(2, 1, 5), audio.values().shape());
        assertEquals(List.of(1, 1), audio.lengths());
        float[] second = new float[5];
        audio.values().floats(5, second, 0, 5);
        assertArrayEquals(new float[] {6, 7, 8, 9, 10}, second);
    }

    @Test
    void severalLabelsASampleAreRefused() {
        Memory memory = complete().with("train/label", counted(2, 17));
        String error = assertThrows(IOException.class, () -> LAYOUT.read(memory.files()))
                .getMessage();
        assertEquals(
                "memory.npz: train/label has the shape (2, 17): 17 labels a sample, from 1 to 17, of which one is"
                        + " learned; choose one by --set layout.lmf.label=1, or another number. Classes, such as"
                        + " those of IEMOCAP, are no such labels",
                error);
    }

    @Test
    void severalDataSetsInOneFileAreRefused() {
        Memory memory = LayoutFiles.memory();
        complete().arrays().forEach((name, array) -> memory.with("happy/" + name, array));
        assertTrue(LAYOUT.fits(memory.files()));
        String error = assertThrows(IOException.class, () -> LAYOUT.read(memory.files()))
                .getMessage();
        assertEquals(
                "memory.npz: happy/train/covarep lies in 'happy', one of several data sets of this file; save one of"
                        + " them alone, such as data['happy']",
                error);
    }

    @Test
    void otherFilesDoNotFit() throws IOException {
        assertFalse(LAYOUT.fits(LayoutFiles.published("aligned_p4_f32.pkl")));
        assertFalse(LAYOUT.fits(LayoutFiles.published("mult_noid_p3_f32.pkl")));
    }
}

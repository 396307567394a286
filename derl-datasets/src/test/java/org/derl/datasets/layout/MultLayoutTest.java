package org.derl.datasets.layout;

import static org.derl.datasets.layout.LayoutFiles.counted;
import static org.derl.datasets.layout.LayoutFiles.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.derl.data.Modality;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FileSequences.Padding;
import org.derl.data.file.FileSplit;
import org.derl.datasets.layout.LayoutFiles.Memory;
import org.derl.io.Directories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultLayoutTest {

    private static final MultLayout LAYOUT = new MultLayout(new MultLayout.Config(""), new Directories(null, null));

    private static Memory complete() {
        return LayoutFiles.memory()
                .all("audio", counted(2, 4, 74))
                .all("vision", counted(2, 5, 35))
                .all("text", counted(2, 3, 6))
                .all("labels", counted(2, 1, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "mult_mosi_noalign_p2_f32.pkl, 'MulT, unaligned'",
        "mult_mosi_noalign_py2_p2_f64.pkl, 'MulT, unaligned'",
        "mult_mosei_aligned_p4_f64.pkl, 'MulT, aligned'"
    })
    void publishedFilesAreRead(String name, String layout) throws IOException {
        List<ArrayFile> files = LayoutFiles.published(name);
        assertTrue(LAYOUT.fits(files));
        FeatureFile file = LAYOUT.read(files);
        assertEquals(layout, file.layout());
        assertEquals(
                List.of(5, 3, 4),
                file.splits().values().stream().map(FileSplit::size).toList());
        assertEquals(
                List.of("vid00[0.000,1.200]", "vid01[1.500,2.700]", "vid02[3.000,4.200]"),
                file.validation().ids());
        assertEquals(List.of("vid00", "vid01", "vid02"), file.validation().groups());
        assertEquals(4, file.test().labels().size());
        assertNull(file.training().tokens());
        assertEquals(List.of(), file.training().transcripts());
    }

    @Test
    void samplesWithoutNamesAreNumbered() throws IOException {
        FileSplit validation =
                LAYOUT.read(LayoutFiles.published("mult_noid_p3_f32.pkl")).validation();
        assertEquals(List.of("valid-1", "valid-2", "valid-3"), validation.ids());
        assertEquals(validation.ids(), validation.groups());
    }

    @Test
    void labelsKeepTheirValues() throws IOException {
        FeatureFile file = LAYOUT.read(LayoutFiles.published("mult_mosi_noalign_py2_p2_f64.pkl"));
        assertEquals(List.of(-1.2, -3.0, 0.5, -1.2, 2.6), file.training().labels());
        assertEquals("mosei", LAYOUT.read(complete().files()).family());
    }

    @Test
    void zerosTellTheEndThatIsPadded() throws IOException {
        Memory memory = complete()
                .all("text", numbers(new long[] {2, 3, 1}, 0, 1, 2, 3, 4, 5))
                .all("vision", numbers(new long[] {2, 3, 1}, 1, 2, 0, 3, 0, 0));
        memory.with("test/text", counted(2, 3, 1));
        FileSplit training = LAYOUT.read(memory.files()).training();
        FileSplit test = LAYOUT.read(memory.files()).test();
        assertEquals(Padding.FRONT, test.features().get(Modality.TEXT).padding(), "as the training split");
        assertEquals(Padding.FRONT, training.features().get(Modality.TEXT).padding());
        assertEquals(Padding.BACK, training.features().get(Modality.VISION).padding());
        assertEquals(Padding.BACK, training.features().get(Modality.AUDIO).padding(), "no zeros at all");
    }

    @Test
    void classesAreRefused() {
        Memory memory = complete().with("train/labels", counted(2, 4, 2));
        assertTrue(LAYOUT.fits(memory.files()));
        String error = assertThrows(IOException.class, () -> LAYOUT.read(memory.files()))
                .getMessage();
        assertEquals(
                "memory.npz: train/labels has the shape (2, 4, 2): 8 labels a sample, from 1 to 8, of which one is"
                        + " learned; choose one by --set layout.mult.label=1, or another number. Classes, such as"
                        + " those of IEMOCAP, are no such labels",
                error);
    }

    @Test
    void otherFilesDoNotFit() throws IOException {
        assertFalse(LAYOUT.fits(LayoutFiles.published("aligned_p4_f32.pkl")));
        assertFalse(LAYOUT.fits(LayoutFiles.published("lmf_mosi_py2_p2_f64.pkl")));
    }
}

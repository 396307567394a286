package org.derl.datasets.openface;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.NumberArray;
import org.derl.datasets.openface.OpenFaceFormat.Failed;
import org.derl.io.Directories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFaceFormatTest {

    /** The heads of OpenFace 2.0 and of 2.2, shortened. */
    private static final String FORMER = "frame, face_id, timestamp, confidence, success, gaze_0_x, AU01_r, AU45_c\n";

    private static final String LATER = "frame,face_id,timestamp,confidence,success,gaze_0_x,AU01_r,AU45_c\n";

    @TempDir
    Path folder;

    private ArrayFile open(String text, Failed failed) throws IOException {
        Path file = Files.writeString(folder.resolve("clip.csv"), text);
        OpenFaceFormat format = format(failed);
        assertTrue(format.recognizes(file, text.getBytes(StandardCharsets.UTF_8)));
        return format.open(file);
    }

    private static OpenFaceFormat format(Failed failed) {
        return new OpenFaceFormat(
                new OpenFaceFormat.Config(failed, 1 << 20, 1 << 16),
                new Directories(Path.of("data"), Path.of("cache")));
    }

    private static float[] values(ArrayFile file) throws IOException {
        NumberArray numbers = (NumberArray) file.arrays().get(0).array();
        float[] values = new float[(int) numbers.size()];
        numbers.floats(0, values, 0, values.length);
        return values;
    }

    @Test
    void featuresAreAllColumnsThatSayWhatAFaceDoes() throws IOException {
        for (String head : List.of(FORMER, LATER)) {
            ArrayFile file = open(
                    head + "1, 0, 0.000, 0.98, 1, 0.1, 2.5, 0.0\n2, 0, 0.033, 0.98, 1, -0.2, -nan(ind), 1.0\n",
                    Failed.LEAVE_OUT);
            assertEquals("vision", file.arrays().get(0).name());
            assertEquals(new Shape(2, 3), file.arrays().get(0).array().shape());
            assertEquals(List.of("gaze_0_x", "AU01_r", "AU45_c"), file.columns());
            assertArrayEquals(new float[] {0.1f, 2.5f, 0, -0.2f, Float.NaN, 1}, values(file));
            assertEquals(List.of(), file.remarks());
        }
    }

    @Test
    void framesWithoutAFaceAreWhatTheSettingSays() throws IOException {
        String text = FORMER + "1, 0, 0, 0.98, 1, 1, 2, 3\n2, 0, 0.03, 0.1, 0, 4, 5, 6\n";
        assertArrayEquals(new float[] {1, 2, 3}, values(open(text, Failed.LEAVE_OUT)));
        assertArrayEquals(new float[] {1, 2, 3, 0, 0, 0}, values(open(text, Failed.ZERO)));
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, values(open(text, Failed.KEEP)));
        assertEquals(
                List.of("some frames are without a face (success = 0): left out; --set"
                        + " format.openface.failed=leave-out, zero or keep"),
                open(text, Failed.LEAVE_OUT).remarks());
        assertEquals(
                new Shape(0, 3),
                open(FORMER + "1, 0, 0, 0, 0, 4, 5, 6\n", Failed.LEAVE_OUT)
                        .arrays()
                        .get(0)
                        .array()
                        .shape());
    }

    /** Else an import by another setting would be taken for the same data set. */
    @Test
    void whatBecomesOfFramesWithoutAFaceIsPartOfTheRecipe() throws IOException {
        String text = FORMER + "1, 0, 0, 0.98, 1, 1, 2, 3\n";
        assertEquals(
                "openface 1: failed=leave-out", open(text, Failed.LEAVE_OUT).recipe());
        assertEquals("openface 1: failed=zero", open(text, Failed.ZERO).recipe());
    }

    @Test
    void ofSeveralFacesTheSurestIsTakenAndToldOf() throws IOException {
        ArrayFile file = open(
                FORMER + "1, 0, 0, 0.7, 1, 1, 1, 1\n1, 1, 0, 0.9, 1, 2, 2, 2\n"
                        + "2, 0, 0.03, 0.8, 1, 3, 3, 3\n2, 1, 0.03, 0.95, 0, 4, 4, 4\n",
                Failed.LEAVE_OUT);
        assertArrayEquals(new float[] {2, 2, 2, 3, 3, 3}, values(file));
        assertTrue(
                file.remarks().get(0).startsWith("several faces: "),
                file.remarks().toString());
    }

    @Test
    void damageNamesTheLine() {
        String cut = assertThrows(IOException.class, () -> open(FORMER + "1, 0, 0, 0.98, 1, 1\n", Failed.KEEP))
                .getMessage();
        assertTrue(cut.contains("clip.csv:2: there are 6 values instead of 8; if the file ends here"), cut);
        String text = assertThrows(IOException.class, () -> open(FORMER + "1, 0, 0, 1, 1, x, 2, 3\n", Failed.KEEP))
                .getMessage();
        assertTrue(text.contains("clip.csv:2: "), text);
    }

    @Test
    void otherTablesAreNotTakenForIt() {
        for (String head :
                List.of("id,step,a1,a2\n", "frame,confidence,success\n", "id,frame,confidence,success,AU01_r\n")) {
            assertFalse(format(Failed.KEEP).recognizes(Path.of("a.csv"), head.getBytes(StandardCharsets.UTF_8)), head);
        }
    }
}

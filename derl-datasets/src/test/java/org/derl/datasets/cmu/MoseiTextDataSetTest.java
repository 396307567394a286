package org.derl.datasets.cmu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.derl.data.DataSet;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.datasets.LettersPlugin;
import org.derl.datasets.Loading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoseiTextDataSetTest {

    private static final String SETTINGS = "type = mosei-text, text { type = letters, size = 30, tokens = true },"
            + " folds { train = 2, valid = 1, test = 1 }";

    @TempDir
    Path folder;

    private Path labels;

    @BeforeEach
    void writeFile() throws IOException {
        labels = folder.resolve("cmu-mosei/label.csv");
        Loading.write(
                labels,
                "video_id,clip_id,text,label,mode",
                "-3g,82_7,\"Key, it is \"\"good\"\".\",1.0,train",
                "-3g,4_84,They find it,0.6666667,train",
                "abc,1_2,No,-3.0,valid",
                "def,1_2,Yes,3.0,test");
    }

    private String failure() {
        return assertThrows(IOException.class, () -> Loading.load(SETTINGS, folder, folder))
                .getMessage();
    }

    @Test
    void transcriptsAreOneModality() throws IOException {
        DataSet dataSet = Loading.load(SETTINGS, folder, folder);
        assertEquals(Set.of(Modality.TEXT), dataSet.schema().inputs().modalities());
        assertEquals(
                FeatureShape.tokens(30, LettersPlugin.LONGEST),
                dataSet.schema().inputs().get(Modality.TEXT));
        assertEquals(List.of("-3g[82_7]", "-3g[4_84]"), dataSet.training().ids());
        assertEquals(List.of("-3g", "-3g"), dataSet.training().groups());
        assertEquals(List.of(-3.0), dataSet.validation().labels());
        assertEquals("mosei", dataSet.family());
    }

    @Test
    void missingFileIsNamedWithItsPlace() {
        String message = assertThrows(
                        IOException.class, () -> Loading.load(SETTINGS, folder.resolve("nowhere"), folder))
                .getMessage();
        assertTrue(
                message.contains(folder.resolve("nowhere").resolve("cmu-mosei").toString()), message);
        assertTrue(message.contains("label.csv"), message);
    }

    @Test
    void mistakesAreReportedWithTheirLine() throws IOException {
        Loading.replaceLine(labels, 3, "-3g,82_7,They find it,0.6666667,train");
        assertTrue(failure().contains("label.csv:3: the sample -3g[82_7] already stands in line 2"), failure());
        Loading.replaceLine(labels, 3, "-3g,4_84,They find it,3.1,train");
        assertTrue(failure().contains("label.csv:3: the label of -3g[4_84] is 3.1, outside of"), failure());
        Loading.cutOff(labels, 4);
        Loading.replaceLine(labels, 3, "-3g,4_84,They find it,3,train");
        assertTrue(failure().contains("label.csv has 0 samples of the fold test instead of 1"), failure());
    }
}

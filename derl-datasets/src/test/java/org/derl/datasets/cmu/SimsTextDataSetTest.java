package org.derl.datasets.cmu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.derl.data.DataSet;
import org.derl.data.Modality;
import org.derl.data.Task;
import org.derl.datasets.Loading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimsTextDataSetTest {

    private static final String SETTINGS = "type = sims-text, text { type = letters, size = 3, tokens = false },"
            + " folds { train = 2, valid = 1, test = 1 }";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = folder.resolve("ch-sims/v1.csv");
        Loading.write(
                file,
                "id,split,label,text,english",
                "video_0018_0004,train,-1,闭嘴，不是来抓你的。,\"Shut up, we\"",
                "video_0018_0005,train,0.4,好,Good",
                "video_0029_0010,valid,1.0,听得见吗,Can",
                "video_0030_0001,test,0,是,Yes");
    }

    private DataSet load(String settings) throws IOException {
        return Loading.load(settings, folder, folder.resolve("cache"));
    }

    private String failure() {
        return assertThrows(IOException.class, () -> load(SETTINGS)).getMessage();
    }

    @Test
    void transcriptsAreOneModalityWithLabelsOfSims() throws IOException {
        DataSet dataSet = load(SETTINGS);
        assertEquals(Set.of(Modality.TEXT), dataSet.schema().inputs().modalities());
        assertEquals(new Task.Regression(-1, 1), dataSet.schema().task());
        assertEquals("sims", dataSet.family());
        assertEquals(
                List.of("video_0018_0004", "video_0018_0005"),
                dataSet.training().ids());
        assertEquals(List.of("video_0018", "video_0018"), dataSet.training().groups());
        assertEquals(List.of(1.0), dataSet.validation().labels());
        assertEquals(10, Loading.values(dataSet.training(), Modality.TEXT, 0)[0]);
    }

    @Test
    void fileMayBeThatOfMmsa() throws IOException {
        DataSet expected = load(SETTINGS);
        Files.delete(file);
        Loading.write(
                folder.resolve("ch-sims/label.csv"),
                "video_id,clip_id,text,label,label_T,mode",
                "video_0018,0004,闭嘴，不是来抓你的。,-1,-1,train",
                "video_0018,0005,好,0.4,0,train",
                "video_0029,0010,听得见吗,1.0,1,valid",
                "video_0030,0001,是,0,0,test");
        DataSet dataSet = load(SETTINGS);
        assertEquals(expected.training().ids(), dataSet.training().ids());
        assertEquals(expected.training().groups(), dataSet.training().groups());
        assertEquals(expected.validation().labels(), dataSet.validation().labels());
    }

    @Test
    void mistakesAreReportedWithTheirLine() throws IOException {
        Loading.replaceLine(file, 3, "video_0018_0004,train,0.4,好,Good");
        assertContains("v1.csv:3: the sample video_0018_0004 already stands in line 2");
        Loading.replaceLine(file, 3, "video_0018_0005,train,1.4,好,Good");
        assertContains("v1.csv:3: the label of video_0018_0005 is 1.4, outside of [-1, 1]");
        Loading.replaceLine(file, 3, "video_0018_0005,training,0.4,好,Good");
        assertContains("v1.csv:3: the split of video_0018_0005 is 'training'; expected train, valid or test");
        Loading.replaceLine(file, 3, "video_0018_0005,train,0.4,,Good");
        assertContains("v1.csv:3: the text of video_0018_0005 is empty");
        Loading.replaceLine(file, 3, "video_0018_0005,train");
        assertContains("v1.csv:3: there are 2 values instead of 5");
        Loading.cutOff(file, 2);
        assertContains("v1.csv has 1 sample of the fold train instead of 2");
        Loading.replaceLine(file, 1, "name,split,label,text,english");
        assertContains("v1.csv:2: there is no column 'id' among [name, split, label, text, english]");
        Files.delete(file);
        assertContains("the data set sims-text needs files that are not in");
        assertContains("v1.csv or label.csv or meta.csv");
    }

    private void assertContains(String part) {
        assertTrue(failure().contains(part), failure());
    }
}

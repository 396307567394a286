package org.derl.bench.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.DataSets;
import org.derl.data.DataSet;
import org.derl.data.SplitName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTextsTest {

    @TempDir
    Path folder;

    private DataSets dataSets;

    @BeforeEach
    void writeFile() throws IOException {
        Path file = folder.resolve("ch-sims/v1.csv");
        Files.createDirectories(file.getParent());
        Files.write(
                file,
                List.of(
                        "id,split,label,text",
                        "v_1,train,-1,闭嘴",
                        "v_2,train,0.4,a",
                        "v_3,valid,1.0,b",
                        "v_4,test,0,\"Well, <b>a 😀</b>\"",
                        "v_5,test,0,是"));
        dataSets = Configuration.of(getClass().getClassLoader(), folder, folder.resolve("cache"))
                .with(ConfigFactory.parseString("sims-text.data-set.folds { train = 2, valid = 1, test = 2 }"))
                .make(DataSets.class);
    }

    @Test
    void theyAreTheTranscriptsToTheLetter() throws IOException {
        DataSet data = dataSets.loadTranscripts("sims-text");
        assertEquals(
                Map.of("v_4", "Well, <b>a 😀</b>", "v_5", "是"),
                SampleTexts.of(data, SplitName.TEST, List.of("v_4", "v_5")).byId());
        assertEquals(
                Map.of("v_3", "b"),
                SampleTexts.of(data, SplitName.VALIDATION, List.of("v_3")).byId());
    }

    @Test
    void otherSamplesAreRefused() throws IOException {
        DataSet data = dataSets.loadTranscripts("sims-text");
        String message = assertThrows(
                        IOException.class, () -> SampleTexts.of(data, SplitName.TEST, List.of("v_5", "v_4")))
                .getMessage();
        assertTrue(message.contains("--data-dir"), message);
    }

    @Test
    void aDataSetWithoutTranscriptsIsRefused() {
        assertEquals(
                "the text of planted is no transcripts that could be shown",
                assertThrows(IllegalArgumentException.class, () -> dataSets.loadTranscripts("planted"))
                        .getMessage());
    }
}

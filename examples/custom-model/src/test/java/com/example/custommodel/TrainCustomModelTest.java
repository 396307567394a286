package com.example.custommodel;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCustomModelTest {

    /** Half of what the best constant reaches on labels that are uniform in [-3, 3]. */
    private static final double LEARNED = 0.75;

    @TempDir
    Path directory;

    @Test
    void theTrainerLearns() throws IOException {
        double error = TrainCustomModel.byTrainer(directory.resolve("weights.safetensors"));
        assertTrue(error < LEARNED, "error " + error);
    }

    @Test
    void ourOwnLoopLearns() {
        double error = TrainCustomModel.byOwnLoop();
        assertTrue(error < LEARNED, "error " + error);
    }

    /** A program that trains gets no command line, and writes its log where it likes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "picocli.CommandLine",
                "me.tongfei.progressbar.ProgressBar",
                "org.jline.terminal.Terminal",
                "org.slf4j.simple.SimpleLogger"
            })
    void librariesOfTheCommandLineAreNotThere(String type) {
        assertThrows(ClassNotFoundException.class, () -> Class.forName(type));
    }
}

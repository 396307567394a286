package com.example.custommodel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}

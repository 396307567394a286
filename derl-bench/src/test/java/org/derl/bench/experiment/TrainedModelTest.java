package org.derl.bench.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.derl.bench.toy.ToyPlugin;
import org.derl.bench.train.Progress;
import org.derl.data.Batch;
import org.derl.data.InMemorySplit.Sample;
import org.derl.data.Split;
import org.derl.tensor.Compute;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainedModelTest {

    private static final ClassLoader LOADER = TrainedModelTest.class.getClassLoader();

    @TempDir
    Path folder;

    private TrialResult result;

    @BeforeEach
    void train() throws IOException {
        TrialFolder files = new TrialFolder(folder);
        Trial trial = new Trial(
                "mine",
                "toy",
                "as-is",
                4,
                "cpu",
                ConfigFactory.parseString("mine { like = toy-model, model.head.sizes = [5], training.epochs = 2 }"));
        files.writeRequest(trial);
        result = new TrialRun(LOADER, trial).run(files, Progress.NONE);
    }

    @Test
    void predictsWhatTheTrialPredicted() throws IOException {
        Split test = ToyPlugin.dataSet(10).test();
        try (TrainedModel trained = TrainedModel.open(folder)) {
            assertEquals(
                    test.batch(trained.model().manager(), List.of(0)).inputs().modalities(),
                    trained.schema().inputs().modalities());
            assertTrue(trained.textExtractor().isEmpty());
            assertEquals(result.test().predictions(), trained.predict(samples(test)));
        }
    }

    /** The samples of a split as a program would hold them. */
    private static List<Sample> samples(Split split) {
        List<Sample> samples = new ArrayList<>();
        try (NDManager manager = Compute.newManager(Device.cpu())) {
            for (int row = 0; row < split.size(); row++) {
                Batch batch = split.batch(manager, List.of(row));
                samples.add(
                        new Sample(split.ids().get(row), 0, batch.inputs().map((modality, sequence) -> sequence.values()
                                .toFloatArray())));
            }
        }
        return samples;
    }

    @Test
    void aFolderWithoutAFinishedTrialIsRefused() throws IOException {
        Files.delete(folder.resolve("result.json"));
        assertEquals("the trial in " + folder + " has not come to its end; run it again", refusal());
        Files.delete(folder.resolve("trial.conf"));
        assertEquals(folder + " is no folder of a trial: there is no trial.conf in it", refusal());
    }

    @Test
    void damagedFilesAreNamed() throws IOException {
        Path weights = folder.resolve("weights.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        Files.write(weights, Arrays.copyOf(bytes, bytes.length - 4));
        assertTrue(refusal().contains("weights.safetensors"));
        Files.delete(folder.resolve("schema.conf"));
        assertTrue(refusal().contains("schema.conf is missing or damaged"));
    }

    private String refusal() {
        return assertThrows(IOException.class, () -> TrainedModel.open(folder)).getMessage();
    }
}

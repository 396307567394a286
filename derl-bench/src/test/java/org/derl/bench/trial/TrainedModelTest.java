package org.derl.bench.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.derl.bench.raw.RawSample;
import org.derl.bench.toy.ToyPlugin;
import org.derl.bench.toy.ToySplit;
import org.derl.bench.train.Progress;
import org.derl.data.Batch;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Split;
import org.derl.data.SplitName;
import org.derl.tensor.Compute;
import org.derl.tensor.Kernels;
import org.derl.tensor.Scope;
import org.derl.tensor.safetensors.SafeTensors;
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
        files.ask(trial);
        result = new TrialRun(LOADER, trial).run(files, Progress.NONE);
    }

    @Test
    void anotherTrialInTheSameFolderLeavesNothingOfTheFormer() throws IOException {
        TrialFolder files = new TrialFolder(folder);
        Path test = folder.resolve("test.csv");
        String former = Files.readString(test);
        Trial other = new Trial(
                "toy-model",
                "toy",
                "as-is",
                5,
                "cpu",
                Kernels.NATIVE,
                ConfigFactory.parseString("toy-model.training.epochs = 1"),
                SplitName.VALIDATION);
        new TrialRun(LOADER, other).run(files, Progress.NONE);
        assertEquals(other, files.readRequest());
        assertFalse(Files.exists(test));

        Files.writeString(test, former);
        IOException refused = assertThrows(IOException.class, files::read);
        assertEquals(test + " is not of this trial, which wrote none", refused.getMessage());
    }

    @Test
    void predictsWhatTheTrialPredicted() throws IOException {
        Split test = ToyPlugin.dataSet(10).test().open("test", 0);
        try (TrainedModel trained = TrainedModel.open(folder)) {
            assertEquals(
                    test.batch(trained.model().manager(), List.of(0)).inputs().modalities(),
                    trained.schema().inputs().modalities());
            assertTrue(trained.textExtractor().isEmpty());
            assertEquals(result.test().predictions(), trained.predict(samples(test)));
        }
    }

    @Test
    void weightsOfATextEncoderThatStandsStillAreKnownByTheirChecksums(@TempDir Path held) throws IOException {
        TrialResult ofHeld = run(held, "toy-held", "");
        Set<String> names =
                SafeTensors.open(held.resolve("weights.safetensors")).names();
        assertTrue(names.stream().noneMatch(name -> name.matches("text-encoder\\..*weight")), names.toString());
        Split test = ToyPlugin.dataSet(10).test().open("test", 0);
        try (TrainedModel trained = TrainedModel.open(held)) {
            assertEquals(ofHeld.test().predictions(), trained.predict(samples(test)));
        }
    }

    @Test
    void aTrialThatKeepsNoWeightsIsWholeAndCannotBeOpened(@TempDir Path without) throws IOException {
        TrialResult kept = run(without, "as-is", ", keep-weights = none");
        assertFalse(Files.exists(without.resolve("weights.safetensors")));
        assertEquals(result.test(), kept.test());
        assertEquals(result.facts().fingerprint(), kept.facts().fingerprint());
        assertEquals(kept.test(), new TrialFolder(without).read().test());
        IOException refused = assertThrows(IOException.class, () -> TrainedModel.open(without));
        assertTrue(String.valueOf(refused.getMessage()).contains("kept no weights"), refused.getMessage());
    }

    private static TrialResult run(Path folder, String textEncoder, String training) throws IOException {
        TrialFolder files = new TrialFolder(folder);
        Trial trial = new Trial(
                "mine",
                "toy",
                textEncoder,
                4,
                "cpu",
                ConfigFactory.parseString(
                        "mine { like = toy-model, model.head.sizes = [5], training { epochs = 2" + training + " } }"));
        files.ask(trial);
        return new TrialRun(LOADER, trial).run(files, Progress.NONE);
    }

    /** The samples of a split as a program would hold them. */
    private static List<RawSample> samples(Split split) {
        List<RawSample> samples = new ArrayList<>();
        try (NDManager manager = Compute.newManager(Device.cpu())) {
            for (int row = 0; row < split.size(); row++) {
                Batch batch = split.batch(manager, List.of(row));
                RawSample sample = RawSample.named(split.ids().get(row));
                for (Modality modality : batch.inputs().modalities()) {
                    sample = sample.features(
                            modality.name(), steps(batch.inputs().get(modality).values()));
                }
                samples.add(sample);
            }
        }
        return samples;
    }

    @Test
    void aTextThatIsTooLongIsNamedByItsSample(@TempDir Path planted) throws IOException {
        TrialFolder files = new TrialFolder(planted);
        Trial trial = new Trial(
                "text-only",
                "planted",
                "tiny-bert",
                1,
                "cpu",
                ConfigFactory.parseString(
                        """
                        planted.data-set.folds { train = 16, valid = 4, test = 4 }
                        text-only.training.epochs = 1
                        """));
        files.ask(trial);
        new TrialRun(LOADER, trial).run(files, Progress.NONE);
        try (TrainedModel trained = TrainedModel.open(planted)) {
            List<RawSample> samples = List.of(text(trained, "short", 3), text(trained, "long", 800));
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> trained.predict(samples));
            assertTrue(
                    refused.getMessage().startsWith("sample 'long': a text is 800 tokens long"), refused.getMessage());
        }
    }

    /** (1, time, size) as an array for each step. */
    private static float[][] steps(NDArray sequence) {
        float[] numbers = sequence.toFloatArray();
        int size = (int) sequence.getShape().get(2);
        float[][] steps = new float[numbers.length / size][];
        for (int step = 0; step < steps.length; step++) {
            steps[step] = Arrays.copyOfRange(numbers, step * size, (step + 1) * size);
        }
        return steps;
    }

    /** Some tokens, and a step of everything else. */
    private static RawSample text(TrainedModel trained, String id, int tokens) {
        RawSample sample = RawSample.named(id);
        for (Modality modality : trained.schema().inputs().modalities()) {
            FeatureShape shape = trained.schema().inputs().get(modality);
            sample = shape.content() == FeatureShape.Content.TOKENS
                    ? sample.tokens(modality.name(), new int[tokens])
                    : sample.features(modality.name(), new float[1][shape.size()]);
        }
        return sample;
    }

    @Test
    void manyThreadsPredictTheSameBits() throws Exception {
        List<RawSample> samples = samples(ToyPlugin.dataSet(10).test().open("test", 0));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (TrainedModel trained = TrainedModel.open(folder)) {
            List<Future<List<Double>>> all = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                all.add(threads.submit(() -> trained.predict(samples)));
            }
            for (Future<List<Double>> one : all) {
                assertEquals(result.test().predictions(), one.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @SuppressWarnings("try") // held, not used
    void whoeverOpensTheWeightsInTwoThreadsIsRefusedAndLosesNothing() throws Exception {
        List<RawSample> samples = samples(ToyPlugin.dataSet(10).test().open("test", 0));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (TrainedModel trained = TrainedModel.open(folder)) {
            Scope mine = trained.model().open();
            trained.model().open().close(); // a thread may open them again
            ExecutionException refused =
                    assertThrows(ExecutionException.class, () -> other.submit(() -> trained.predict(samples))
                            .get());
            assertEquals(
                    "another thread is using this model; it serves one at a time",
                    refused.getCause().getMessage());
            mine.close();
            assertEquals(
                    result.test().predictions(),
                    other.submit(() -> trained.predict(samples)).get());
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void twoThreadsPredictAThousandSamplesAsOneDoes() throws Exception {
        List<RawSample> samples = samples(new ToySplit("many", 1000, 7));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (TrainedModel trained = TrainedModel.open(folder)) {
            List<Double> alone = new ArrayList<>();
            samples.forEach(sample -> alone.addAll(trained.predict(List.of(sample))));
            List<Future<Double>> together = new ArrayList<>();
            for (RawSample sample : samples) {
                together.add(
                        threads.submit(() -> trained.predict(List.of(sample)).get(0)));
            }
            List<Double> bits = new ArrayList<>();
            for (Future<Double> one : together) {
                bits.add(one.get());
            }
            assertEquals(alone, bits);
            assertEquals(1000, alone.size());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void nothingIsPredictedOfNothing() throws IOException {
        try (TrainedModel trained = TrainedModel.open(folder)) {
            assertEquals(List.of(), trained.predict(List.of()));
        }
    }

    @Test
    void whatIsWrongWithASampleIsSaid() throws IOException {
        try (TrainedModel trained = TrainedModel.open(folder)) {
            RawSample whole = samples(new ToySplit("few", 1, 7)).get(0);
            assertEquals(
                    "sample 'few-0' has smell, which this model does not read; it reads text (steps of 4 numbers), audio"
                            + " (steps of 4 numbers), vision (steps of 4 numbers); leave it out",
                    refusal(trained, whole.features("smell", new float[1][1])));
            assertEquals(
                    "sample 'bare' has no text; this model reads text (steps of 4 numbers), audio (steps of 4 numbers),"
                            + " vision (steps of 4 numbers)",
                    refusal(trained, RawSample.named("bare").features("audio", new float[1][4])));
            assertEquals(
                    "the audio of sample 'few-0' has 3 numbers in step 1, counted from 0; this model reads steps of 4"
                            + " numbers",
                    refusal(trained, whole.features("audio", new float[][] {new float[4], new float[3]})));
            assertEquals(
                    "the audio of sample 'few-0' has no step",
                    refusal(trained, whole.features("audio", new float[0][])));
            assertEquals(
                    "the text of sample 'few-0' has features and tokens; leave out one of them",
                    refusal(trained, whole.tokens("text", 1)));
            assertTrue(refusal(
                            trained,
                            RawSample.named("words")
                                    .text("I loved it.")
                                    .features("audio", new float[1][4])
                                    .features("vision", new float[1][4]))
                    .startsWith(
                            "sample 'words' has its text in words, but this model was not trained on words: it reads"
                                    + " text as steps of 4 numbers that its data set held"));
        }
    }

    private static String refusal(TrainedModel trained, RawSample sample) {
        return assertThrows(IllegalArgumentException.class, () -> trained.predict(List.of(sample)))
                .getMessage();
    }

    @Test
    void aTrialOfAnEarlierBuildOpensAndSaysWhatItLacks() throws IOException {
        List<RawSample> samples = samples(new ToySplit("few", 2, 7));
        Files.delete(folder.resolve("preparation.json"));
        Path facts = folder.resolve("result.json");
        try (Stream<Path> files = Files.list(folder)) {
            new ResultFile(facts)
                    .write(
                            result.facts(),
                            files.filter(each -> !each.equals(facts)).toList());
        }
        try (TrainedModel trained = TrainedModel.open(folder)) {
            assertTrue(refusal(trained, samples.get(0))
                    .startsWith(
                            "the text of sample 'few-0' has raw features, but the trial was made by an earlier DERL"));
            assertEquals(
                    2, trained.predict(new ToySplit("few", 2, 7)).predictions().size());
        }
    }

    @Test
    void aClosedModelSaysSo() throws IOException {
        TrainedModel trained = TrainedModel.open(folder);
        List<RawSample> samples = samples(ToyPlugin.dataSet(10).test().open("test", 0));
        trained.close();
        trained.close();
        assertEquals(
                "the model is closed",
                assertThrows(IllegalStateException.class, () -> trained.predict(samples))
                        .getMessage());
        assertEquals(
                "the model is closed",
                assertThrows(IllegalStateException.class, () -> trained.model().open())
                        .getMessage());
    }

    @Test
    void aFolderFromSomebodyElseLeadsNowhere() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(20);
            String include = "include url(\"http://127.0.0.1:" + server.getLocalPort() + "/x\")\n";
            for (String name : List.of("schema.conf", "settings.conf", "trial.conf")) {
                Path file = folder.resolve(name);
                String text = Files.readString(file);
                write(file, include + text);
                assertTrue(refusal().contains(file + " includes http://127.0.0.1"), name);
                write(file, "a = ".repeat(3) + "[".repeat(10_000));
                assertTrue(refusal().contains(file + " is nested too deep"), name);
                write(file, text);
            }
            assertThrows(SocketTimeoutException.class, server::accept);
        }
    }

    /** As somebody does who has the checksums fit. */
    private void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Path facts = folder.resolve("result.json");
        try (Stream<Path> files = Files.list(folder)) {
            new ResultFile(facts)
                    .write(
                            result.facts(),
                            files.filter(each -> !each.equals(facts)).toList());
        }
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
        assertEquals(folder.resolve("schema.conf") + " is missing; run the trial again", refusal());
    }

    private String refusal() {
        return assertThrows(IOException.class, () -> TrainedModel.open(folder)).getMessage();
    }
}

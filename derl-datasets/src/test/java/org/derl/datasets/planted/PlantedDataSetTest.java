package org.derl.datasets.planted;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.derl.config.InvalidConfigException;
import org.derl.data.Batch;
import org.derl.data.DataSet;
import org.derl.data.FeatureShape.Content;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.data.Split;
import org.derl.datasets.Loading;
import org.derl.datasets.planted.PlantedDataSet.Shares;
import org.derl.datasets.planted.PlantedVocabulary.Topic;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.junit.jupiter.api.Test;

class PlantedDataSetTest {

    private static final String SMALL = "type = planted, folds { train = 40, valid = 10, test = 20 }";

    private static DataSet load(String settings) throws IOException {
        return Loading.load(settings, Path.of("none"), Path.of("none"));
    }

    private static PlantedDataSet.Config config(String settings) {
        return (PlantedDataSet.Config) Loading.bind("type = planted" + settings).settings();
    }

    private static PlantedGenerator generator(PlantedDataSet.Config config, long seed) {
        return new PlantedGenerator(
                config,
                new PlantedVocabulary(config.synonyms(), config.neutralWords()),
                new PlantedNoise(config.noise()),
                seed);
    }

    private static long checksum(DataSet dataSet) {
        CRC32C checksum = new CRC32C();
        try (NDManager manager = Compute.newManager(Device.cpu())) {
            for (Split split : List.of(
                    dataSet.training(), dataSet.validation(), dataSet.test().open("test", 0))) {
                split.labels()
                        .forEach(label -> checksum.update(ByteBuffer.allocate(Double.BYTES)
                                .putDouble(label)
                                .flip()));
                Batch batch = split.batch(
                        manager, IntStream.range(0, split.size()).boxed().toList());
                for (Sequence sequence : batch.inputs().values()) {
                    checksum.update(sequence.values().toByteBuffer());
                }
            }
        }
        return checksum.getValue();
    }

    @Test
    void sameSeedGivesTheSameBytesInEveryProcess() throws IOException {
        assertEquals(3242931633L, checksum(load(SMALL)));
        assertNotEquals(checksum(load(SMALL)), checksum(load(SMALL + ", seed = 1")));
    }

    @Test
    void partsDifferAndDoNotDependOnEachOthersSize() throws IOException {
        DataSet small = load(SMALL);
        DataSet other = load("type = planted, folds { train = 41, valid = 12, test = 20 }");
        assertEquals(small.test().labels(), other.test().labels());
        assertEquals(small.training().labels(), other.training().labels().subList(0, 40));
        Set<Double> labels = new HashSet<>();
        for (Split split :
                List.of(small.training(), small.validation(), small.test().open("test", 0))) {
            labels.addAll(told(split));
        }
        assertEquals(
                told(small.training()).size()
                        + told(small.validation()).size()
                        + told(small.test().open("test", 0)).size(),
                labels.size());
    }

    /** The labels of samples that say something, of which no two are alike. */
    private static List<Double> told(Split split) {
        return split.labels().stream().filter(label -> label != 0).toList();
    }

    @Test
    void samplesComeInVideos() throws IOException {
        DataSet dataSet = load("type = planted");
        for (Split split :
                List.of(dataSet.training(), dataSet.validation(), dataSet.test().open("test", 0))) {
            Set<String> own = Set.copyOf(split.groups());
            double size = split.size() / (double) own.size();
            assertTrue(size > 4.5 && size < 6.5, "samples a video: " + size);
            for (int row = 0; row < split.size(); row++) {
                assertTrue(split.ids().get(row).startsWith(split.groups().get(row) + "-"));
            }
            assertEquals(split.size(), Set.copyOf(split.ids()).size());
        }
    }

    /** So that no two conventions of accuracy are copies of each other: what divides them is there, in every split. */
    @Test
    void labelsLieWhereConventionsDiffer() throws IOException {
        DataSet dataSet = load("type = planted");
        for (Split split :
                List.of(dataSet.training(), dataSet.validation(), dataSet.test().open("test", 0))) {
            double zeros = share(split, label -> label == 0);
            double extremes = share(split, label -> Math.abs(label) > 2.5);
            assertTrue(zeros > 0.07 && zeros < 0.13, "labels of 0: " + zeros);
            assertTrue(extremes > 0.01, "labels beyond 2.5: " + extremes);
        }
    }

    private static double share(Split split, DoublePredicate which) {
        return split.labels().stream().mapToDouble(label -> label).filter(which).count() / (double) split.size();
    }

    @Test
    void sequencesAreUnalignedTokensAndFeatures() throws IOException {
        DataSet dataSet = load(SMALL);
        assertEquals(
                Content.TOKENS, dataSet.schema().inputs().get(Modality.TEXT).content());
        assertEquals(31, dataSet.schema().inputs().get(Modality.TEXT).size());
        assertEquals(6, dataSet.schema().inputs().get(Modality.AUDIO).size());
        try (NDManager manager = Compute.newManager(Device.cpu())) {
            Batch batch = dataSet.training()
                    .batch(manager, IntStream.range(0, 40).boxed().toList());
            assertWithin(8, 14, batch.inputs().get(Modality.TEXT).lengths());
            assertWithin(12, 20, batch.inputs().get(Modality.AUDIO).lengths());
            assertWithin(10, 16, batch.inputs().get(Modality.VISION).lengths());
        }
    }

    private static void assertWithin(int shortest, int longest, int[] lengths) {
        assertTrue(IntStream.of(lengths).min().orElseThrow() >= shortest);
        assertTrue(IntStream.of(lengths).max().orElseThrow() <= longest);
        assertTrue(IntStream.of(lengths).distinct().count() > 3);
    }

    @Test
    void leastErrorAgreesWithSimulation() throws IOException {
        for (String settings : List.of("", ", noise = 1.5", ", shares.conflict = 0.1, noise = 0.05")) {
            PlantedGenerator generator = generator(config(settings), 5);
            int draws = 20_000;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < draws; i++) {
                PlantedGenerator.Observation observation = generator.next();
                double above = Math.abs(observation.label() - observation.signal()) - observation.leastError();
                sum += above;
                squares += above * above;
            }
            double mean = sum / draws;
            double standardError = Math.sqrt((squares / draws - mean * mean) / draws);
            assertEquals(0, mean, 3 * standardError, settings);
        }
    }

    @Test
    void leastErrorOfSplitIsThatOfItsOwnSamples() throws IOException {
        PlantedDataSet.Config config = config("");
        Split test = load("type = planted").test().open("test", 0);
        Randomness seeds = new Randomness(config.seed());
        seeds.nextLong();
        seeds.nextLong();
        PlantedGenerator generator = generator(config, seeds.nextLong());
        double sum = 0;
        for (int i = 0; i < test.size(); i++) {
            sum += generator.next().leastError();
        }
        assertEquals(sum / test.size(), test.leastError(), 1e-12);
    }

    /** Half-normal where the limit is far, uniform where the deviation is large, nothing where there is no room. */
    @Test
    void meanSizeOfNoiseHasItsLimits() {
        assertEquals(0.1 * Math.sqrt(2 / Math.PI), new PlantedNoise(0.1).meanSize(10), 1e-12);
        assertEquals(0.25, new PlantedNoise(1000).meanSize(0.5), 1e-6);
        assertEquals(0, new PlantedNoise(0.1).meanSize(0));
        assertEquals(0, new PlantedNoise(0.1).draw(0, new Randomness(1)));
    }

    @Test
    void noiseIsSymmetricAndBounded() {
        PlantedNoise noise = new PlantedNoise(0.3);
        Randomness randomness = new Randomness(3);
        int positive = 0;
        for (int i = 0; i < 10_000; i++) {
            double draw = noise.draw(0.6, randomness);
            assertTrue(Math.abs(draw) <= 0.6);
            positive += draw > 0 ? 1 : 0;
        }
        assertEquals(5_000, positive, 150); // three standard errors
    }

    @Test
    void labelsStayWithinTheirRangeHoweverTheSharesLie() {
        for (String settings : List.of("", ", noise = 5", ", shares { shared = 0, own = 2.9, conflict = 0 }")) {
            PlantedGenerator generator = generator(config(settings), 11);
            for (int i = 0; i < 2_000; i++) {
                assertTrue(Math.abs(generator.next().label()) <= 3);
            }
        }
    }

    @Test
    void mockedWordMeansItsOpposite() {
        PlantedVocabulary vocabulary = new PlantedVocabulary(2, 4);
        PlantedSignal signal = new PlantedSignal(vocabulary, new Shares(0.6, 0.9, 1), 2);
        Randomness randomness = new Randomness(1);
        float[] text = {
            PlantedVocabulary.START,
            vocabulary.word(Topic.FIRST_POLAR, 1, randomness),
            vocabulary.word(Topic.MOOD, -1, randomness),
            vocabulary.word(Topic.SECOND_POLAR, -1, randomness),
            vocabulary.word(Topic.OWN, 1, randomness),
            PlantedVocabulary.END
        };
        // cue, mood, own, word, stress
        float[] audio = {2, 0.5f, 0, -2, 2, -2, 0.5f, 0, 2, 2, 0, 0.5f, 0, 0, 0};
        float[] vision = {2, 0, -0.2f, -2, 2, 2, 0, -0.4f, 2, 2};
        double rest = 0.6 * (-1 + 0.5 + 0) / 3 + 0.9 * (1 + 0 - 0.3) / 3;
        assertEquals(rest + (1.0 + 1.0) / 2, signal.of(text, audio, 5, vision, 5), 1e-7);
        audio[5] = 2; // the second word is no longer mocked
        assertEquals(rest + (1.0 - 1.0) / 2, signal.of(text, audio, 5, vision, 5), 1e-7);
        vision[0] = -2; // the face mocks the first word
        assertEquals(rest + (-1.0 - 1.0) / 2, signal.of(text, audio, 5, vision, 5), 1e-7);
        assertEquals(0, signal.of(new float[] {1, 2}, audio, 5, vision, 5)); // nothing is said
        assertThrows(IllegalArgumentException.class, () -> signal.of(text, new float[5], 5, vision, 5));
    }

    /** What each way of looking at the data can reach: the terms must be worth something, and the last one the most. */
    @Test
    void textAloneAndSumsOfModalitiesMissMuchOfTheSignal() {
        PlantedGenerator generator = generator(config(""), 21);
        int samples = 4_000;
        double[][] text = new double[samples][];
        double[][] all = new double[samples][];
        double[][] joint = new double[samples][];
        double[] labels = new double[samples];
        double[] errors = new double[samples];
        for (int i = 0; i < samples; i++) {
            PlantedGenerator.Observation observation = generator.next();
            float[] tokens = observation.inputs().get(Modality.TEXT);
            float[] audio = observation.inputs().get(Modality.AUDIO);
            float[] vision = observation.inputs().get(Modality.VISION);
            text[i] = counts(tokens);
            all[i] = concat(text[i], concat(sums(audio, 6), sums(vision, 5)));
            joint[i] = concat(all[i], observation.signal());
            labels[i] = observation.label();
            errors[i] = Math.abs(observation.label() - observation.signal());
        }
        double least = mean(errors);
        double ofText = error(text, labels);
        double ofAll = error(all, labels);
        assertEquals(least, error(joint, labels), 0.01);
        assertTrue(ofAll < 0.98 * ofText, "all " + ofAll + ", text " + ofText);
        assertTrue(ofAll > 2 * least, "all " + ofAll + ", least " + least);
    }

    private static double[] counts(float[] tokens) {
        double[] counts = new double[31];
        for (float token : tokens) {
            counts[(int) token]++;
        }
        return counts;
    }

    private static double[] sums(float[] features, int size) {
        double[] sums = new double[2 * size];
        for (int i = 0; i < features.length; i++) {
            sums[i % size] += features[i];
            sums[size + i % size] += features[i] * size / features.length;
        }
        return sums;
    }

    private static double[] concat(double[] one, double... other) {
        double[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** The mean absolute error of a ridge regression on the samples that it was fitted to: a hair too good. */
    private static double error(double[][] features, double[] labels) {
        var x = new Array2DRowRealMatrix(features);
        var y = new ArrayRealVector(labels);
        var square = x.transpose().multiply(x);
        for (int i = 0; i < square.getRowDimension(); i++) {
            square.addToEntry(i, i, 1e-3);
        }
        var weights = new CholeskyDecomposition(square)
                .getSolver()
                .solve(x.transpose().operate(y));
        return x.operate(weights).subtract(y).getL1Norm() / labels.length;
    }

    @Test
    void settingsThatLeaveNoRoomAreRefused() {
        for (String settings : List.of(
                "text.shortest = 5",
                "audio.shortest = 1",
                "audio-size = 4",
                "synonyms = 0",
                "mocking = 1.5",
                "neutral = 2",
                "video.shortest = 0",
                "noise = 0",
                "vision { shortest = 9, longest = 8 }",
                "shares.own = 1.5",
                "folds.test = 0")) {
            assertThrows(InvalidConfigException.class, () -> Loading.bind("type = planted, " + settings), settings);
        }
        assertArrayEquals(
                new int[] {8, 14},
                new int[] {config("").text().shortest(), config("").text().longest()});
    }
}

package org.derl.data.corruption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.InMemorySplit;
import org.derl.data.Modality;
import org.derl.data.Split;
import org.derl.data.corruption.Corruption.Form;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.junit.jupiter.api.Test;

class CorruptionTest {

    private static final int SAMPLES = 200;
    private static final int UNKNOWN = 1;
    private static final int BEGIN = 2;
    private static final int END = 3;
    private static final FeatureShape TEXT =
            FeatureShape.tokens(50, 12).marked(new FeatureShape.Marks(UNKNOWN, List.of(BEGIN, END)));
    private static final ByModality<FeatureShape> SHAPES =
            ByModality.of(Map.of("text", TEXT, "audio", FeatureShape.features(2, 9)));
    private static final Split SPLIT = split();
    private static final MaskDraws DRAWS = CorruptionProtocol.DERL.draws("toy", SHAPES, SAMPLES);

    /** Texts of 3 to 12 tokens with marks at both ends, and audio of 1 to 9 steps. */
    private static Split split() {
        Randomness randomness = new Randomness(5);
        List<InMemorySplit.Sample> samples = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            float[] text = new float[3 + randomness.nextInt(10)];
            for (int place = 0; place < text.length; place++) {
                text[place] = 10 + randomness.nextInt(40);
            }
            text[0] = BEGIN;
            text[text.length - 1] = END;
            float[] audio = new float[2 * (1 + randomness.nextInt(9))];
            for (int place = 0; place < audio.length; place++) {
                audio[place] = (place % 2 == 0 ? 1 : 10) * (float) (3 + randomness.nextGaussian());
            }
            samples.add(new InMemorySplit.Sample(
                    "s" + i, randomness.nextDouble(), ByModality.of(Map.of("text", text, "audio", audio))));
        }
        return new InMemorySplit(SHAPES, samples);
    }

    private static Split corrupted(Form form, double rate, Modality... modalities) {
        return new Corruption(form, DRAWS, SHAPES, SPLIT).of(SPLIT, Rates.of(rate, List.of(modalities)));
    }

    /** The numbers of each sample's modality, without padding, read in batches of a size in an order of rows. */
    private static Map<String, List<Double>> read(Split split, Modality modality, List<Integer> rows, int size) {
        Map<String, List<Double>> numbers = new HashMap<>();
        try (NDManager manager = Compute.newManager(Device.cpu())) {
            for (List<Integer> some : Split.batches(rows, size)) {
                Batch batch = split.batch(manager, some);
                Number[] values = batch.inputs().get(modality).values().toArray();
                int each = values.length / batch.size();
                int width = SHAPES.get(modality).equals(TEXT) ? 1 : 2;
                for (int i = 0; i < batch.size(); i++) {
                    int length = batch.inputs().get(modality).lengths()[i] * width;
                    numbers.put(
                            batch.ids().get(i),
                            Arrays.stream(values, i * each, i * each + length)
                                    .map(Number::doubleValue)
                                    .toList());
                }
            }
        }
        return numbers;
    }

    private static Map<String, List<Double>> read(Split split, Modality modality) {
        return read(split, modality, IntStream.range(0, SAMPLES).boxed().toList(), 64);
    }

    @Test
    void masksDependNeitherOnOrderNorOnBatches() {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, SAMPLES).boxed().toList());
        Collections.reverse(order);
        for (Form form : Form.values()) {
            Split split = corrupted(form, 0.4, Modality.TEXT, Modality.AUDIO);
            for (Modality modality : SHAPES.modalities()) {
                assertEquals(read(split, modality), read(split, modality, order, 7), form + " of " + modality);
            }
        }
    }

    @Test
    void aRateIsHitAndMarksStay() {
        Map<String, List<Double>> clean = read(SPLIT, Modality.TEXT);
        for (double rate : new double[] {0.1, 0.5, 0.9}) {
            Map<String, List<Double>> lost = read(corrupted(Form.MISSING_STEPS, rate, Modality.TEXT), Modality.TEXT);
            int words = 0;
            int unknown = 0;
            for (Map.Entry<String, List<Double>> sample : lost.entrySet()) {
                List<Double> tokens = sample.getValue();
                List<Double> before = clean.get(sample.getKey());
                assertEquals(before.size(), tokens.size());
                assertEquals(BEGIN, tokens.get(0));
                assertEquals(END, tokens.get(tokens.size() - 1));
                for (int i = 1; i < tokens.size() - 1; i++) {
                    words++;
                    unknown += tokens.get(i) == UNKNOWN ? 1 : 0;
                    assertTrue(tokens.get(i) == UNKNOWN || tokens.get(i).equals(before.get(i)));
                }
            }
            double deviation = Math.sqrt(words * rate * (1 - rate));
            assertEquals(words * rate, unknown, 4 * deviation, "of " + words + " words at " + rate);
        }
    }

    @Test
    void ofNothingNothingIsLostAndOfEverythingAll() {
        for (Form form : Form.values()) {
            Split clean = corrupted(form, 0, Modality.TEXT, Modality.AUDIO);
            SHAPES.modalities().forEach(modality -> assertEquals(read(SPLIT, modality), read(clean, modality)));
        }
        for (Form form : List.of(Form.MISSING_STEPS, Form.WHOLE_MODALITY)) {
            Split none = corrupted(form, 1, Modality.TEXT, Modality.AUDIO);
            read(none, Modality.AUDIO).values().forEach(values -> assertEquals(Set.of(0.0), Set.copyOf(values)));
            read(none, Modality.TEXT).values().forEach(tokens -> tokens.subList(1, tokens.size() - 1)
                    .forEach(token -> assertEquals(UNKNOWN, token)));
        }
    }

    @Test
    void onlyNamedModalitiesAreLostAndMoreAtHigherRates() {
        Split audio = corrupted(Form.MISSING_STEPS, 0.5, Modality.AUDIO);
        assertEquals(read(SPLIT, Modality.TEXT), read(audio, Modality.TEXT));
        Map<String, List<Double>> more = read(corrupted(Form.MISSING_STEPS, 0.6, Modality.AUDIO), Modality.AUDIO);
        read(audio, Modality.AUDIO).forEach((id, values) -> {
            for (int i = 0; i < values.size(); i++) {
                assertTrue(values.get(i) != 0 || more.get(id).get(i) == 0, id);
            }
        });
    }

    @Test
    void wholeModalitiesAreLostOrKept() {
        Map<String, List<Double>> clean = read(SPLIT, Modality.AUDIO);
        int lost = 0;
        for (Map.Entry<String, List<Double>> sample : read(
                        corrupted(Form.WHOLE_MODALITY, 0.3, Modality.AUDIO), Modality.AUDIO)
                .entrySet()) {
            boolean none = sample.getValue().stream().allMatch(value -> value == 0);
            assertTrue(none || sample.getValue().equals(clean.get(sample.getKey())));
            lost += none ? 1 : 0;
        }
        assertEquals(0.3 * SAMPLES, lost, 4 * Math.sqrt(SAMPLES * 0.3 * 0.7));
    }

    @Test
    void noiseIsRelativeToTheSpreadOfEachFeature() {
        Map<String, List<Double>> clean = read(SPLIT, Modality.AUDIO);
        double[] squares = new double[2];
        int steps = 0;
        for (Map.Entry<String, List<Double>> sample : read(
                        corrupted(Form.NOISE, 0.5, Modality.AUDIO, Modality.TEXT), Modality.AUDIO)
                .entrySet()) {
            for (int i = 0; i < sample.getValue().size(); i++) {
                double added =
                        sample.getValue().get(i) - clean.get(sample.getKey()).get(i);
                squares[i % 2] += added * added;
                steps += i % 2;
            }
        }
        assertEquals(0.5, Math.sqrt(squares[0] / steps), 0.05);
        assertEquals(5, Math.sqrt(squares[1] / steps), 0.5);
        assertEquals(
                read(SPLIT, Modality.TEXT),
                read(corrupted(Form.NOISE, 0.5, Modality.TEXT, Modality.AUDIO), Modality.TEXT));
        assertEquals(List.of(Modality.AUDIO), Corruption.touched(Form.NOISE, SHAPES));
    }

    @Test
    void shufflingGivesEachTheModalityOfAnother() {
        Map<String, List<Double>> clean = read(SPLIT, Modality.AUDIO);
        Map<String, List<Double>> shuffled = read(corrupted(Form.SHUFFLED, 1, Modality.AUDIO), Modality.AUDIO);
        assertEquals(Set.copyOf(clean.values()), Set.copyOf(shuffled.values()));
        clean.forEach((id, values) -> assertNotEquals(values, shuffled.get(id), id));
    }

    @Test
    void drawsAreThoseThatTheDocumentsGiveInPython() {
        assertArrayEquals(
                new double[] {0.8103149927333506, 0.901883730335818, 0.559466264750578},
                new NamedDraws("1111", "mosi-words").uniform(0, "03bSnISJMiM_1", Modality.TEXT, 3));
        double[] numpy = NumpyDraws.stream(1111, 1000);
        assertArrayEquals(new double[] {0.0955492, 0.9250037, 0.34357342}, Arrays.copyOf(numpy, 3), 1e-7);
        assertEquals(0.9854077367750674, numpy[999]);
    }

    @Test
    void modalitiesOfOneLengthLoseTheSameStepsByLnln() {
        ByModality<FeatureShape> alike =
                ByModality.of(Map.of("audio", FeatureShape.features(2, 9), "vision", FeatureShape.features(3, 9)));
        MaskDraws draws = CorruptionProtocol.LNLN.draws("toy", alike, 20);
        assertArrayEquals(draws.uniform(7, "a", Modality.AUDIO, 5), draws.uniform(7, "a", Modality.VISION, 5));
        assertArrayEquals(
                Arrays.copyOfRange(NumpyDraws.stream(1111, 180), 63, 68), draws.uniform(7, "a", Modality.AUDIO, 5));
        assertEquals(10, CorruptionProtocol.LNLN.rates().size());
        assertEquals(1, CorruptionProtocol.DERL.rates().get(10));
    }

    @Test
    void tokensWithoutAnUnknownOneAreRefused() {
        ByModality<FeatureShape> bare = ByModality.of(Map.of("text", FeatureShape.tokens(9, 4)));
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> new Corruption(Form.MISSING_STEPS, DRAWS, bare, SPLIT));
        assertTrue(refused.getMessage().contains("[UNK]"), refused.getMessage());
    }

    private static Split training(TrainingCorruption how, long seed) {
        return how.of(SPLIT, SHAPES, "toy", seed);
    }

    private static long untouched(Split split) {
        Map<String, List<Double>> clean = read(SPLIT, Modality.AUDIO);
        Map<String, List<Double>> now = read(split, Modality.AUDIO);
        Map<String, List<Double>> texts = read(SPLIT, Modality.TEXT);
        Map<String, List<Double>> nowTexts = read(split, Modality.TEXT);
        return clean.keySet().stream()
                .filter(id -> clean.get(id).equals(now.get(id)) && texts.get(id).equals(nowTexts.get(id)))
                .count();
    }

    @Test
    void masksOfTrainingAreAnewEachEpochAndTheSameAfterAResume() {
        TrainingCorruption half = new TrainingCorruption(null, null, null);
        Split training = training(half, 3);
        assertEquals(read(SPLIT, Modality.AUDIO), read(training, Modality.AUDIO)); // outside of epochs it is as it was
        Map<String, List<Double>> second = read(training.ofEpoch(2), Modality.AUDIO);
        assertNotEquals(read(training.ofEpoch(1), Modality.AUDIO), second);
        assertEquals(second, read(training(half, 3).ofEpoch(2), Modality.AUDIO));
        assertNotEquals(second, read(training(half, 4).ofEpoch(2), Modality.AUDIO));
        // Short samples at low rates stay whole, too.
        assertTrue(untouched(training.ofEpoch(1)) >= SAMPLES / 2 - 4 * Math.sqrt(SAMPLES / 4.0));
        assertTrue(untouched(training.ofEpoch(1)) < 0.75 * SAMPLES);
        assertEquals(
                SAMPLES,
                untouched(training(new TrainingCorruption(null, 1.0, null), 3).ofEpoch(1)));
        assertTrue(
                untouched(training(new TrainingCorruption(null, 0.0, null), 3).ofEpoch(1)) < 0.3 * SAMPLES);
    }

    @Test
    void aSplitsOwnEpochsAreCorruptedNotReplaced() {
        Split shuffled = corrupted(Form.SHUFFLED, 1, Modality.AUDIO);
        Split own = new EpochalSplit(SPLIT, epoch -> epoch == 2 ? shuffled : SPLIT);
        assertNotEquals(read(SPLIT, Modality.AUDIO), read(shuffled, Modality.AUDIO));
        TrainingCorruption nothing = new TrainingCorruption(null, 1.0, null);
        Split training = nothing.of(own, SHAPES, "toy", 3);
        assertEquals(read(SPLIT, Modality.AUDIO), read(training.ofEpoch(1), Modality.AUDIO));
        assertEquals(read(shuffled, Modality.AUDIO), read(training.ofEpoch(2), Modality.AUDIO));
        Split lnln = new TrainingCorruption(null, null, CorruptionProtocol.LNLN).of(own, SHAPES, "toy", 3);
        assertNotEquals(read(lnln.ofEpoch(1), Modality.AUDIO), read(lnln.ofEpoch(2), Modality.AUDIO));
        Split tokens = new Corruption(Form.NOISE, DRAWS, SHAPES, SPLIT).of(own, Rates.of(0, List.of()));
        assertEquals(read(shuffled, Modality.AUDIO), read(tokens.ofEpoch(2), Modality.AUDIO));
    }

    @Test
    void wordsOfATrainingNameWhatNoiseLeaves() {
        TrainingCorruption noise = new TrainingCorruption(Form.NOISE, null, null);
        String some = noise.inWords(SHAPES);
        assertTrue(some.startsWith("trained on corrupted inputs (noise)"), some);
        assertTrue(some.contains("; the tokens of text stay as they are"), some);
        String none = noise.inWords(ByModality.of(Map.of("text", TEXT)));
        assertTrue(none.startsWith("trained on inputs as they are"), none);
        assertFalse(new TrainingCorruption(null, null, null).inWords(SHAPES).contains("stay"));
    }

    @Test
    void aTrainingSeesWhatWasThereBeforeAndHowMuchIsKeptOnAverage() {
        List<Integer> rows = IntStream.range(0, SAMPLES).boxed().toList();
        try (NDManager manager = Compute.newManager(Device.cpu())) {
            Batch clean = SPLIT.batch(manager, rows);
            assertNull(clean.complete());
            Split evaluated = corrupted(Form.MISSING_STEPS, 0.5, Modality.AUDIO);
            assertNull(evaluated.batch(manager, rows).complete());
            Batch batch = training(new TrainingCorruption(null, null, null), 3)
                    .ofEpoch(1)
                    .batch(manager, rows);
            Batch.Complete complete = Objects.requireNonNull(batch.complete());
            for (Modality modality : SHAPES.modalities()) {
                assertEquals(
                        clean.inputs().get(modality).values(),
                        complete.inputs().get().get(modality).values());
            }
            float[] kept = complete.kept().get(Modality.AUDIO).toFloatArray();
            float[] audio = batch.inputs().get(Modality.AUDIO).values().toFloatArray();
            int[] lengths = batch.inputs().get(Modality.AUDIO).lengths();
            double steps = 0;
            double expected = 0;
            double found = 0;
            for (int row = 0; row < SAMPLES; row++) {
                int start = row * audio.length / SAMPLES;
                for (int step = 0; step < lengths[row]; step++) {
                    found += audio[start + 2 * step] == 0 ? 0 : 1;
                }
                steps += lengths[row];
                expected += kept[row] * lengths[row];
            }
            assertEquals(expected / steps, found / steps, 0.05);
            assertTrue(expected / steps < 0.9, "something must be lost");
        }
    }

    @Test
    void lnlnTrainsOnOneMaskForAllEpochs() {
        Split training = training(new TrainingCorruption(null, null, CorruptionProtocol.LNLN), 3);
        Map<String, List<Double>> first = read(training.ofEpoch(1), Modality.TEXT);
        assertEquals(first, read(training.ofEpoch(2), Modality.TEXT));
        Map<String, List<Double>> clean = read(SPLIT, Modality.TEXT);
        long whole = clean.keySet().stream()
                .filter(id -> clean.get(id).equals(first.get(id)))
                .count();
        assertTrue(whole >= SAMPLES / 2 && whole < 0.75 * SAMPLES, whole + " whole texts");
        assertFalse(training.ofEpoch(1).equals(training));
        assertThrows(
                IllegalArgumentException.class,
                () -> new TrainingCorruption(Form.NOISE, null, CorruptionProtocol.LNLN));
        assertThrows(IllegalArgumentException.class, () -> new TrainingCorruption(null, 1.5, null));
    }
}

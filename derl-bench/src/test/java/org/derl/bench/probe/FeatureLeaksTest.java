package org.derl.bench.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.probe.leak.FeatureLeak;
import org.derl.bench.probe.leak.FeatureLeaks;
import org.derl.bench.probe.leak.LabeledFeatures;
import org.derl.data.ByModality;
import org.derl.data.DataSet;
import org.derl.data.FeatureShape;
import org.derl.data.InMemorySplit;
import org.derl.data.LabeledSamples;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Split;
import org.derl.data.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureLeaksTest {

    private static final int SIZE = 4;

    private final Random random = new Random(7);

    /** Steps of which each holds the label, times a strength, and noise. */
    private float[] sequence(double label, double strength) {
        float[] values = new float[2 * SIZE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (strength * label + random.nextGaussian());
        }
        return values;
    }

    /** Text knows something of the label, audio nothing, and vision as much as is said. */
    private Split split(String name, int samples, double vision) {
        List<InMemorySplit.Sample> all = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            double label = Math.max(-3, Math.min(3, 1.3 * random.nextGaussian()));
            Map<String, float[]> inputs = new LinkedHashMap<>();
            inputs.put("text", sequence(label, 0.3));
            inputs.put("audio", sequence(label, 0));
            inputs.put("vision", sequence(label, vision));
            all.add(new InMemorySplit.Sample(name + i, label, ByModality.of(inputs)));
        }
        return new InMemorySplit(schema().inputs(), all);
    }

    private static Schema schema() {
        return new Schema(
                ByModality.of(
                        List.of(Modality.TEXT, Modality.AUDIO, Modality.VISION),
                        modality -> FeatureShape.features(SIZE, 2)),
                Task.SENTIMENT);
    }

    private ProbeSection section(double training, double validation, double test) {
        DataSet data = new DataSet(
                "made",
                "made",
                schema(),
                split("train", 300, training),
                split("valid", 100, validation),
                split("test", 150, test),
                List.of());
        return LeakSection.of(data, data.test().open("a test", 0));
    }

    @Test
    void visionThatWasMadeFromTrainingLabelsLeaksAndTheRestDoesNot() {
        ProbeSection section = section(0.5, 0.5, 0);
        assertEquals(3, section.verdicts().size(), section.verdicts()::toString);
        assertTrue(section.verdicts().get(0).startsWith("vision leaks labels: "), section.verdicts()::toString);
        assertTrue(
                section.verdicts().get(1).startsWith("The validation split knows its labels by vision, too"),
                section.verdicts()::toString);
        assertTrue(section.table().notes().get(0).contains("drawn by itself"), "there are no groups");
    }

    @Test
    void aLeakThatTheValidationSplitDoesNotHaveIsTold() {
        List<String> verdicts = section(0.5, 0, 0).verdicts();
        assertEquals(2, verdicts.size(), verdicts::toString);
        assertTrue(verdicts.get(0).startsWith("vision leaks labels: "), verdicts::toString);
    }

    @Test
    void featuresThatKnowEverySplitAlikeDoNotLeak() {
        List<String> verdicts = section(0.5, 0.5, 0.5).verdicts();
        assertEquals(1, verdicts.size(), verdicts::toString);
        assertTrue(verdicts.get(0).startsWith("No sign of it: text, audio and vision "), verdicts::toString);
    }

    /** Samples of a group are alike in label and features. */
    private record Grouped(List<String> ids, List<Double> labels, List<String> groups) implements LabeledSamples {}

    private LabeledFeatures grouped(String name, int groups, int each) {
        return grouped(name, groups, each, 0.4);
    }

    private LabeledFeatures grouped(String name, int groups, int each, double strength) {
        List<String> ids = new ArrayList<>();
        List<Double> labels = new ArrayList<>();
        List<String> groupOf = new ArrayList<>();
        double[][] features = new double[groups * each][SIZE];
        for (int group = 0; group < groups; group++) {
            double common = random.nextGaussian();
            double[] look = random.doubles(SIZE, -1, 1).toArray();
            for (int i = 0; i < each; i++) {
                double label = common + random.nextGaussian();
                int row = ids.size();
                for (int column = 0; column < SIZE; column++) {
                    features[row][column] = look[column] + random.nextGaussian() + (column == 0 ? strength * label : 0);
                }
                ids.add(name + "-" + row);
                labels.add(label);
                groupOf.add(name + group);
            }
        }
        return new LabeledFeatures(features, new Grouped(ids, labels, groupOf));
    }

    @Test
    void honestFeaturesOfGroupsRaiseNoAlarm() {
        long alarms = IntStream.range(0, 20)
                .mapToObj(i -> FeatureLeaks.of(
                        "text", grouped("train", 20, 8), grouped("valid", 6, 8), grouped("test", 12, 8)))
                .map(leak -> FeatureLeaks.adjusted(List.of(leak)).get(0))
                .filter(leak -> leak.leaks() || leak.fromValidation().tells())
                .count();
        assertEquals(0, alarms, "at 1 % each, one of 20 is rare and two are none of chance");
    }

    /** A split of one group, each of whose draws is the split itself, makes any fall certain. */
    @Test
    void splitsOfFewGroupsAreShownAndNotJudged() {
        for (int groups : List.of(1, 5)) {
            FeatureLeak leak = FeatureLeaks.of(
                    "text", grouped("train", 20, 8, 2), grouped("valid", 8, 8, 2), grouped("test", groups, 30, 0));
            assertTrue(leak.fromHeldOut().by() > 0.3, leak::toString);
            assertFalse(leak.leaks() || leak.fromValidation().tells(), leak::toString);
            List<String> verdicts = LeakSection.verdicts(FeatureLeaks.adjusted(List.of(leak)));
            assertEquals(1, verdicts.size(), verdicts::toString);
            assertTrue(verdicts.get(0).startsWith("Not judged: text."), verdicts::toString);
        }
        FeatureLeak enough = FeatureLeaks.of(
                "text", grouped("train", 20, 8, 2), grouped("valid", 1, 8, 2), grouped("test", 6, 30, 0));
        assertTrue(enough.leaks(), enough::toString);
        assertFalse(enough.fromValidation().isJudged(), "the validation split alone has too few");
    }

    /** One feature: the label, times a strength, and noise. */
    private LabeledFeatures spread(String name, int samples, double deviation, double strength) {
        List<String> ids = new ArrayList<>();
        List<Double> labels = new ArrayList<>();
        double[][] features = new double[samples][1];
        for (int row = 0; row < samples; row++) {
            ids.add(name + row);
            labels.add(deviation * random.nextGaussian());
            features[row][0] = strength * labels.get(row) + random.nextGaussian();
        }
        return new LabeledFeatures(features, new Grouped(ids, labels, ids));
    }

    /** The same features and noise: a correlation of 0.71 where labels spread by 1, of 0.51 where they do by 0.6. */
    @Test
    void labelsThatSpreadLessAreNoLeak() {
        FeatureLeak honest = FeatureLeaks.of(
                "text", spread("train", 1200, 1, 1), spread("valid", 300, 1, 1), spread("test", 1200, 0.6, 1));
        assertTrue(honest.heldOut() - honest.test() > 0.15, honest::toString);
        assertEquals(honest.test(), honest.fromHeldOut().from(), 0.08, honest::toString);
        assertFalse(honest.leaks() || honest.fromValidation().tells(), honest::toString);
    }

    @Test
    void aLeakIsToldWhereLabelsSpreadLess() {
        FeatureLeak leak = FeatureLeaks.of(
                "text", spread("train", 300, 1, 2), spread("valid", 100, 1, 2), spread("test", 300, 0.6, 0.3));
        assertTrue(leak.leaks() && leak.fromValidation().tells(), leak::toString);
        assertTrue(leak.fromHeldOut().from() < leak.heldOut(), leak::toString);
    }

    @Test
    void foldsShareNoGroup() {
        LabeledFeatures features = grouped("train", 7, 3);
        List<List<Integer>> folds = features.folds(5);
        assertEquals(5, folds.size());
        assertEquals(21, folds.stream().mapToInt(List::size).sum());
        assertTrue(folds.stream().allMatch(fold -> fold.size() % 3 == 0), folds::toString);
        assertEquals(7, features.groups());
    }

    private static Path realData() {
        String named = System.getProperty("DERL_SHARED", System.getenv("DERL_SHARED"));
        return (named == null ? Path.of("..", "..", "shared") : Path.of(named)).resolve("data");
    }

    @Test
    void textAndVisionOfBcLstmLeakOnTheirOwnSplit(@TempDir Path cache) throws IOException {
        assumeTrue(
                Files.isDirectory(realData().resolve("cmu-mosi/bc-lstm-utterance")),
                () -> "skipped: no real data in " + realData().toAbsolutePath());
        DataSet data = Configuration.of(getClass().getClassLoader(), realData(), cache)
                .make(DataSets.class)
                .load("mosi-utterance", "as-is");
        List<String> notes = new ArrayList<>();
        List<FeatureLeak> leaks = FeatureLeaks.of(data, data.test().open("a test", 0), notes::add);
        assertEquals(
                List.of("text", "vision"),
                leaks.stream()
                        .filter(FeatureLeak::leaks)
                        .map(FeatureLeak::modality)
                        .toList(),
                leaks::toString);
        FeatureLeak vision = leaks.get(2);
        assertTrue(vision.heldOut() > 0.6 && vision.validation() > 0.6 && vision.test() < 0.1, vision::toString);
        assertTrue(vision.fromValidation().tells(), vision::toString);
        assertFalse(leaks.get(1).fromValidation().tells(), leaks::toString);
        assertEquals(List.of(), notes);
    }
}

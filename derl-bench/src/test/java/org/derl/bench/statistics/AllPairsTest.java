package org.derl.bench.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;
import org.junit.jupiter.api.Test;

class AllPairsTest {

    private static final Metric MAE = SentimentMetrics.MAE.metric();
    private static final int SAMPLES = 40;
    private static final List<String> IDS =
            IntStream.range(0, SAMPLES).mapToObj(String::valueOf).toList();
    private static final List<Double> LABELS = Collections.nCopies(SAMPLES, 0.0);

    /** Five seeds whose errors are a mean, what a sample adds, and what a seed adds. */
    private static List<Predictions> system(Random random, double mean, double ofSamples, double ofSeeds) {
        return system(5, SAMPLES, random, mean, ofSamples, ofSeeds);
    }

    private static List<Predictions> system(
            int seeds, int count, Random random, double mean, double ofSamples, double ofSeeds) {
        double[] samples = DoubleStream.generate(() -> ofSamples * random.nextGaussian())
                .limit(count)
                .toArray();
        return IntStream.range(0, seeds)
                .mapToDouble(seed -> ofSeeds * random.nextGaussian())
                .mapToObj(seed -> new Predictions(
                        IDS.subList(0, count),
                        LABELS.subList(0, count),
                        Arrays.stream(samples)
                                .mapToObj(sample -> mean + sample + seed)
                                .toList()))
                .toList();
    }

    private static boolean any(boolean[][] differ) {
        return Arrays.stream(differ)
                .anyMatch(row -> IntStream.range(0, row.length).anyMatch(i -> row[i]));
    }

    @Test
    void whatDiffersByMoreThanNoiseIsToldApartAndNothingElse() {
        Random random = new Random(1);
        List<List<Predictions>> systems = DoubleStream.of(10, 10.02, 11, 11.02, 12)
                .mapToObj(mean -> system(random, mean, 0.2, 0.05))
                .toList();
        assertArrayEquals(
                new boolean[][] {
                    {false, false, true, true, true},
                    {false, false, true, true, true},
                    {true, true, false, false, true},
                    {true, true, false, false, true},
                    {true, true, true, true, false}
                },
                AllPairs.differ(systems, MAE, Resampling.ofSamples().times(1000)));
    }

    @Test
    void manySystemsAreDrawnAsOftenAsTheirPairsNeed() {
        Random random = new Random(2);
        List<List<Predictions>> systems = IntStream.range(0, 24)
                .mapToObj(mean -> system(5, 5, random, 10 + mean, 0.01, 0.01))
                .toList();
        boolean[][] differ = AllPairs.differ(systems, MAE, Resampling.ofSamples());
        for (int i = 0; i < differ.length; i++) {
            for (int j = 0; j < differ.length; j++) {
                assertEquals(i != j, differ[i][j], i + " and " + j);
            }
        }
    }

    @Test
    void ofNoSystemsNoneDiffer() {
        assertEquals(0, AllPairs.differ(List.of(), MAE, Resampling.ofSamples()).length);
    }

    @Test
    void equalSystemsAreToldApartInOneOfTwentyCasesAtMost() {
        assertFalseAlarms(1, 0.1);
        assertFalseAlarms(0.1, 1);
    }

    /** In how many of 300 rounds any are, where seeds alone vary. A share of 0.05 gives 0.08 in one of a hundred cases. */
    @Test
    void equalSystemsAmongWhichAreControlsAreToldApartNoMoreOften() {
        Random random = new Random(3);
        int rounds = 300;
        int found = 0;
        for (int round = 0; round < rounds; round++) {
            List<List<Predictions>> systems = IntStream.of(5, 5, 5, 5, 5, 1, 1)
                    .mapToObj(seeds -> system(seeds, 5, random, 20, 0, seeds == 1 ? 0 : 1))
                    .toList();
            found += any(AllPairs.differ(systems, MAE, Resampling.ofSamples().times(600))) ? 1 : 0;
        }
        assertTrue(found <= 0.08 * rounds, found + " of " + rounds);
    }

    /**
     * In how many of 200 rounds any two of five equal systems are told apart: by Holm over all pairs, by Holm over the
     * differences to the first of them, and by either without Holm. A share of 0.05 gives 0.085 in one of a hundred cases.
     */
    private static void assertFalseAlarms(double ofSamples, double ofSeeds) {
        Random random = new Random(3);
        Resampling resampling = Resampling.ofSamples().times(600);
        int rounds = 200;
        int pairs = 0;
        int column = 0;
        int unadjusted = 0;
        for (int round = 0; round < rounds; round++) {
            List<List<Predictions>> systems = IntStream.range(0, 5)
                    .mapToObj(system -> system(random, 20, ofSamples, ofSeeds))
                    .toList();
            DrawnDifferences differences =
                    new DrawnDifferences(systems.subList(1, 5), systems.get(0), List.of(MAE), resampling);
            List<Double> probabilities = systems.subList(1, 5).stream()
                    .map(system -> differences.of(system, MAE).probability())
                    .toList();
            pairs += any(AllPairs.differ(systems, MAE, resampling)) ? 1 : 0;
            column += Collections.min(Holm.adjusted(probabilities)) < 0.05 ? 1 : 0;
            unadjusted += Collections.min(probabilities) < 0.05 ? 1 : 0;
        }
        String found = pairs + " and " + column + " of " + rounds + ", unadjusted " + unadjusted;
        assertTrue(pairs <= 0.085 * rounds && column <= 0.085 * rounds, found);
        assertTrue(unadjusted > Math.max(pairs, column), found);
    }
}

package org.derl.bench.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.InMemorySplit;
import org.derl.data.InMemorySplit.Sample;
import org.derl.data.Split;
import org.derl.model.Sampler;
import org.derl.tensor.Randomness;
import org.junit.jupiter.api.Test;

class SimilarLengthsSamplerTest {

    private static final int SAMPLES = 40;

    /** Sample i has 1 + 7 i % 40 steps, each number once. */
    private static final Split SPLIT = new InMemorySplit(
            ByModality.of(Map.of("text", FeatureShape.features(1, SAMPLES))),
            IntStream.range(0, SAMPLES)
                    .mapToObj(i ->
                            new Sample("sample-" + i, 0, ByModality.of(Map.of("text", new float[1 + 7 * i % SAMPLES]))))
                    .toList());

    private static List<List<Integer>> batches(int window, long seed) {
        return new SimilarLengthsSampler(new SimilarLengthsSampler.Config(window), new Sampler.Input(SPLIT, 4))
                .batches(1, new Randomness(seed));
    }

    private static int spread(List<Integer> rows) {
        var lengths = rows.stream().mapToInt(row -> 1 + 7 * row % SAMPLES).summaryStatistics();
        return lengths.getMax() - lengths.getMin();
    }

    @Test
    void everySampleIsInOneBatch() {
        List<Integer> rows =
                batches(3, 1).stream().flatMap(Collection::stream).sorted().toList();
        assertEquals(IntStream.range(0, SAMPLES).boxed().toList(), rows);
    }

    @Test
    void aWindowOfAllMakesTheMostSimilarBatches() {
        assertTrue(batches(10, 1).stream().allMatch(rows -> spread(rows) == 3), batches(10, 1)::toString);
        assertTrue(batches(3, 1).stream()
                        .mapToInt(SimilarLengthsSamplerTest::spread)
                        .sum()
                < batches(1, 1).stream()
                        .mapToInt(SimilarLengthsSamplerTest::spread)
                        .sum());
    }

    @Test
    void theSeedDecides() {
        assertEquals(batches(3, 1), batches(3, 1));
        assertNotEquals(batches(3, 1), batches(3, 2));
        List<Integer> first = batches(10, 1).stream().map(rows -> rows.get(0)).toList();
        assertNotEquals(
                first,
                first.stream()
                        .sorted(Comparator.comparingInt(row -> 7 * row % SAMPLES))
                        .toList());
    }
}

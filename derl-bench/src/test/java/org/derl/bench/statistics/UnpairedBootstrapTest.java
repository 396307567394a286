package org.derl.bench.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;
import org.junit.jupiter.api.Test;

class UnpairedBootstrapTest {

    private static final Metric ERROR = SentimentMetrics.MAE.metric();
    private static final Resampling EACH = Resampling.ofSamples().times(500);

    /** All of whose errors are the same. */
    private static Predictions of(String name, int samples, double error) {
        return new Predictions(
                IntStream.range(0, samples).mapToObj(i -> name + i).toList(),
                Collections.nCopies(samples, 0.0),
                Collections.nCopies(samples, error));
    }

    @Test
    void modelsOfOneSetOfSeedsAreDrawnOnceForBothSplits() {
        List<Predictions> test = List.of(of("t", 20, 0.5), of("t", 20, 1), of("t", 20, 1.5));
        List<Predictions> validation = List.of(of("v", 10, 0.25), of("v", 10, 0.75), of("v", 10, 1.25));
        Interval interval = UnpairedBootstrap.difference(test, EACH, validation, EACH, ERROR)
                .interval(0.95);
        assertEquals(0.25, interval.estimate(), 1e-6);
        assertEquals(0.25, interval.low(), 1e-6, "how good a seed is cancels");
        assertEquals(0.25, interval.high(), 1e-6);
        assertThrows(
                IllegalArgumentException.class,
                () -> UnpairedBootstrap.difference(test, EACH, validation.subList(0, 2), EACH, ERROR));
    }

    @Test
    void ofFewGroupsNothingIsDrawn() {
        List<Predictions> many = List.of(of("a", 20, 1));
        for (int groups = 1; groups < UnpairedBootstrap.FEWEST_GROUPS; groups++) {
            int count = groups;
            Resampling few = Resampling.ofGroups(id -> String.valueOf(id.hashCode() % count))
                    .times(500);
            for (Interval interval : List.of(
                    UnpairedBootstrap.difference(many, few, many, EACH, ERROR).interval(0.95),
                    UnpairedBootstrap.difference(many, EACH, many, few, ERROR).interval(0.95))) {
                assertEquals(0, interval.estimate());
                assertTrue(Double.isNaN(interval.low()) && !interval.excludesZero(), interval::toString);
            }
        }
        assertEquals(
                0,
                UnpairedBootstrap.difference(many, EACH, many, EACH, ERROR)
                        .interval(0.95)
                        .low());
    }
}

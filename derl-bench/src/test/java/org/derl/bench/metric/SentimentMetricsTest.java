package org.derl.bench.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.derl.config.Blueprint;
import org.derl.data.LabeledSamples;
import org.derl.data.Task;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;
import org.junit.jupiter.api.Test;

class SentimentMetricsTest {

    @Test
    void onlyTheUnclippedAccuracyOfSevenMissesWhatIsOutOfRange() {
        Predictions predictions = predictions(List.of(3.0, -3.0, 1.0), List.of(3.6, -4.2, 1.4));
        assertEquals(1, SentimentMetrics.ACC_7.metric().of(predictions));
        assertEquals(1 / 3.0, SentimentMetrics.ACC_7_UNCLIPPED.metric().of(predictions));
    }

    @Test
    void squaredErrorIsTheMeanOfSquares() {
        Predictions predictions = predictions(List.of(3.0, -3.0), List.of(3.5, -1.0));
        assertEquals((0.25 + 4) / 2, SentimentMetrics.MSE.metric().of(predictions));
        assertArrayEquals(new double[] {0.25, 4}, ((SampleMean) SentimentMetrics.MSE.metric()).ofEach(predictions));
    }

    @Test
    void aTableHasNoColumnForALoss() {
        Blueprint<LabeledSamples, Metric> loss =
                Blueprint.of(Metric.KIND, TotalLoss.KEY, new TotalLoss(), (settings, samples) -> settings);
        assertThrows(IllegalArgumentException.class, () -> new TableMetrics(List.of(loss)));
    }

    @Test
    void accuracyOfFiveMergesTheOuterClasses() {
        Predictions predictions = predictions(List.of(3.0, -2.0, 2.0), List.of(2.0, -3.0, 1.0));
        assertEquals(2 / 3.0, SentimentMetrics.ACC_5.metric().of(predictions));
    }

    @Test
    void predictedZeroIsNonNegativeButNotPositive() {
        Predictions predictions = predictions(List.of(1.0, 0.0, -1.0), List.of(0.0, -0.0, -0.0));
        assertEquals(2 / 3.0, SentimentMetrics.ACC_2_NON_NEGATIVE.metric().of(predictions));
        assertEquals(0.5, SentimentMetrics.ACC_2_POSITIVE.metric().of(predictions));
    }

    @Test
    void labelsOfZeroAreMarkedAsNotCounting() {
        SampleMean accuracy = (SampleMean) SentimentMetrics.ACC_2_POSITIVE.metric();
        double[] each = accuracy.ofEach(predictions(List.of(1.0, -0.0, -1.0), List.of(2.0, 2.0, 2.0)));
        assertArrayEquals(new double[] {1, Double.NaN, 0}, each);
    }

    @Test
    void f1IsWeightedByLabels() {
        // Negative: F1 = 2*1/(2*1+1+0) = 2/3 of weight 1/4; positive: 2*2/(2*2+0+1) = 4/5 of weight 3/4.
        Predictions predictions = predictions(List.of(-1.0, 1.0, 1.0, 1.0), List.of(-1.0, -1.0, 1.0, 1.0));
        assertEquals(
                2 / 3.0 / 4 + 4 / 5.0 * 3 / 4,
                SentimentMetrics.F1_NON_NEGATIVE.metric().of(predictions),
                1e-15);
    }

    @Test
    void metricsOfNothingAreUndefined() {
        for (NamedMetric metric : SentimentMetrics.ALL) {
            assertEquals(Double.NaN, metric.metric().of(predictions(List.of(), List.of())), metric.key());
        }
        Predictions neutral = predictions(List.of(0.0, 0.0), List.of(1.0, -1.0));
        assertEquals(Double.NaN, SentimentMetrics.ACC_2_POSITIVE.metric().of(neutral));
        assertEquals(Double.NaN, SentimentMetrics.F1_POSITIVE.metric().of(neutral));
    }

    @Test
    void correlationOfEqualPredictionsIsUndefinedWhateverTheyAre() {
        // The mean of many 0.1 is not exactly 0.1.
        List<Double> labels =
                Stream.iterate(-3.0, label -> label + 0.02).limit(300).toList();
        List<Double> equal = Collections.nCopies(300, 0.1);
        assertEquals(Double.NaN, SentimentMetrics.CORR.metric().of(predictions(labels, equal)));
    }

    @Test
    void predictionThatIsNotANumberHitsNoClass() {
        Predictions predictions = predictions(List.of(0.0, 1.0), List.of(Double.NaN, 1.0));
        assertEquals(0.5, SentimentMetrics.ACC_7.metric().of(predictions));
        assertEquals(Double.NaN, SentimentMetrics.MAE.metric().of(predictions));
        assertEquals(0.5, SimsMetrics.ACC_3.metric().of(predictions));
    }

    @Test
    void onlyTheErrorIsBetterWhenLower() {
        for (MetricFamily family : MetricFamily.values()) {
            for (NamedMetric metric : family.metrics()) {
                assertEquals(
                        !metric.displayName().equals("MAE"), metric.metric().higherIsBetter(), metric.key());
            }
        }
    }

    @Test
    void keysAreUniqueAndInKebabCase() {
        List<String> keys = Stream.concat(SentimentMetrics.ALL.stream(), SimsMetrics.ALL.stream())
                .map(NamedMetric::key)
                .toList();
        assertEquals(keys.size(), new HashSet<>(keys).size());
        assertTrue(keys.stream().allMatch(key -> key.matches("[a-z0-9]+(-[a-z0-9]+)*")), keys.toString());
    }

    @Test
    void metricsFollowTheRangeOfLabels() {
        assertEquals(SentimentMetrics.ALL, MetricFamily.metricsOf(Task.SENTIMENT));
        assertEquals(SimsMetrics.ALL, MetricFamily.metricsOf(new Task.Regression(-1, 1)));
        assertEquals(MetricFamily.MOSI.metrics(), MetricFamily.MOSEI.metrics());
        assertEquals(List.of("MAE", "Corr", "Acc-5"), names(new Task.Regression(1, 5)));
        assertEquals(List.of("MAE", "Corr"), names(new Task.Regression(-0.5, 1)));
        assertEquals(List.of("MAE", "Corr"), names(new Task.Regression(0, 1)));
        assertEquals(List.of("MAE", "Corr"), names(new Task.Regression(0, 100)));
        assertEquals(List.of("MAE", "Corr", "Acc-2 (≥3)", "F1 (≥3)", "Acc-5"), names(new Task.Regression(1, 5, 3.0)));
    }

    private static List<String> names(Task.Regression range) {
        return MetricFamily.metricsOf(range).stream()
                .map(NamedMetric::displayName)
                .toList();
    }

    @Test
    void classesOfARangeAreWholeNumbersWithinItAndWhatAThresholdDivides() {
        List<NamedMetric> metrics = MetricFamily.metricsOf(new Task.Regression(1, 5, 3.0));
        Predictions predictions = predictions(List.of(1.0, 3.0, 5.0, 2.9), List.of(-4.0, 2.9, 7.0, 3.0));
        assertEquals(0.5, metrics.get(2).metric().of(predictions));
        assertEquals(0.5, metrics.get(3).metric().of(predictions));
        assertEquals(1.0, metrics.get(4).metric().of(predictions));
    }

    private static Predictions predictions(List<Double> labels, List<Double> predictions) {
        return new Predictions(Collections.nCopies(labels.size(), "sample"), labels, predictions);
    }
}

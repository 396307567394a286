package org.derl.bench.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.derl.eval.Predictions;
import org.junit.jupiter.api.Test;

class CountedMetricTest {

    @Test
    void countingASampleTwiceIsHavingItTwice() {
        Random random = new Random(3);
        int[] times = random.ints(40, 0, 4).toArray();
        Predictions once = predictions(random, times.length);
        Predictions written = written(once, times);
        List<NamedMetric> counted = Stream.concat(SentimentMetrics.ALL.stream(), SimsMetrics.ALL.stream())
                .filter(metric -> metric.metric() instanceof CountedMetric)
                .toList();
        assertEquals(5, counted.size());
        for (NamedMetric metric : counted) {
            double expected = metric.metric().of(written);
            assertEquals(expected, ((CountedMetric) metric.metric()).on(once).of(times), 1e-12, metric.key());
        }
    }

    @Test
    void aDrawOfOneSampleAloneHasNoCorrelation() {
        CountedMetric corr = (CountedMetric) SentimentMetrics.CORR.metric();
        Predictions predictions = predictions(new Random(4), 3);
        assertEquals(Double.NaN, corr.on(predictions).of(new int[] {0, 3, 0}));
    }

    private static Predictions predictions(Random random, int samples) {
        List<String> ids = new ArrayList<>();
        List<Double> labels = new ArrayList<>();
        List<Double> predicted = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            ids.add("sample " + i);
            labels.add((double) random.nextInt(-3, 4));
            predicted.add(labels.get(i) + random.nextGaussian());
        }
        return new Predictions(ids, labels, predicted);
    }

    private static Predictions written(Predictions once, int[] times) {
        List<String> ids = new ArrayList<>();
        List<Double> labels = new ArrayList<>();
        List<Double> predicted = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            for (int time = 0; time < times[i]; time++) {
                ids.add(once.ids().get(i) + " " + time);
                labels.add(once.labels().get(i));
                predicted.add(once.predictions().get(i));
            }
        }
        return new Predictions(ids, labels, predicted);
    }
}

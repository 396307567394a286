package org.derl.bench.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.derl.data.Task;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;

/** What papers and released code measure under the names of our metrics, and we do not. */
public final class OtherConventions {

    private OtherConventions() {}

    /**
     * A convention.
     *
     * @param title in a few words
     * @param inPlaceOf what it measures, by the keys of the metrics that have the name
     */
    public record Convention(String title, Map<String, Metric> inPlaceOf) {}

    /** F1 of each class, put together otherwise than by the labels' share of each. */
    private record OtherF1(Classes classes, boolean byPredictions) implements HitShare {

        @Override
        public double of(Predictions predictions) {
            float[] labels = SinglePrecision.of(predictions.labels());
            float[] predicted = SinglePrecision.of(predictions.predictions());
            Map<Float, int[]> counts = new LinkedHashMap<>(); // labeled, given, hit
            for (int i = 0; i < labels.length; i++) {
                if (classes.counts(labels[i])) {
                    float label = classes.of(labels[i]);
                    float given = classes.of(predicted[i]);
                    int[] own = counts.computeIfAbsent(label, unknown -> new int[3]);
                    own[0]++;
                    own[2] += label == given ? 1 : 0;
                    counts.computeIfAbsent(given, unknown -> new int[3])[1]++;
                }
            }
            double[] weights = counts.values().stream()
                    .mapToDouble(count -> byPredictions ? count[1] : 1)
                    .toArray();
            double[] each = counts.values().stream()
                    .mapToDouble(count -> 2.0 * count[2] / (count[0] + count[1]))
                    .toArray();
            return IntStream.range(0, each.length)
                            .mapToDouble(i -> weights[i] * each[i])
                            .sum()
                    / Arrays.stream(weights).sum();
        }
    }

    /** Those of labels in a range; none where no family has it. */
    public static List<Convention> of(Task.Regression range) {
        return range.equals(Task.SENTIMENT)
                ? OfSentiment.ALL
                : range.equals(MetricFamily.SIMS.task()) ? OfSims.ALL : List.of();
    }

    private static final class OfSentiment {

        private static final String HAS_0 = SentimentMetrics.F1_NON_NEGATIVE.key();
        private static final String NON_0 = SentimentMetrics.F1_POSITIVE.key();
        private static final Clipping RANGE = new Clipping(-3, 3);
        private static final Classes ABOVE_0 = new Classes(value -> value > 0 ? 1 : 0, true);

        static final List<Convention> ALL = List.of(
                new Convention(
                        "MAE, Corr: clipped",
                        Map.of(
                                SentimentMetrics.MAE.key(), new MeanAbsoluteError(RANGE),
                                SentimentMetrics.CORR.key(), new Correlation(RANGE))),
                new Convention(
                        "positive or not, all",
                        Map.of(
                                SentimentMetrics.ACC_2_NON_NEGATIVE.key(),
                                new Accuracy(ABOVE_0),
                                HAS_0,
                                new WeightedF1(ABOVE_0))),
                new Convention("F1: macro", f1(false)),
                new Convention("F1: predicted weights", f1(true)),
                new Convention(
                        "F1: micro, as Acc-2",
                        Map.of(
                                HAS_0, SentimentMetrics.ACC_2_NON_NEGATIVE.metric(),
                                NON_0, SentimentMetrics.ACC_2_POSITIVE.metric())),
                new Convention(
                        "Acc-7: not clipped",
                        Map.of(SentimentMetrics.ACC_7.key(), SentimentMetrics.ACC_7_UNCLIPPED.metric())),
                new Convention(
                        "Acc-7: clipped",
                        Map.of(SentimentMetrics.ACC_7_UNCLIPPED.key(), SentimentMetrics.ACC_7.metric())));

        private static Map<String, Metric> f1(boolean byPredictions) {
            return Map.of(
                    HAS_0, new OtherF1(Classes.NEGATIVE_OR_NOT, byPredictions),
                    NON_0, new OtherF1(Classes.NEGATIVE_OR_POSITIVE, byPredictions));
        }
    }

    private static final class OfSims {

        private static final Classes TWO = Classes.above(new Clipping(-1, 1), 0);

        static final List<Convention> ALL = List.of(
                new Convention(
                        "MAE, Corr: not clipped",
                        Map.of(
                                SimsMetrics.MAE.key(), new MeanAbsoluteError(Clipping.NONE),
                                SimsMetrics.CORR.key(), new Correlation(Clipping.NONE))),
                new Convention("F1: macro", Map.of(SimsMetrics.F1.key(), new OtherF1(TWO, false))),
                new Convention("F1: predicted weights", Map.of(SimsMetrics.F1.key(), new OtherF1(TWO, true))),
                new Convention("F1: micro, as Acc-2", Map.of(SimsMetrics.F1.key(), SimsMetrics.ACC_2.metric())));
    }
}

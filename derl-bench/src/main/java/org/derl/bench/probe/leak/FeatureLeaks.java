package org.derl.bench.probe.leak;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.derl.bench.control.LinearPredictor;
import org.derl.bench.control.MeanFeatures;
import org.derl.bench.control.RidgeRegression;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.probe.leak.FeatureLeak.Fall;
import org.derl.bench.statistics.Drawn;
import org.derl.bench.statistics.Holm;
import org.derl.bench.statistics.Interval;
import org.derl.bench.statistics.UnpairedBootstrap;
import org.derl.data.ByModality;
import org.derl.data.DataSet;
import org.derl.data.FeatureShape;
import org.derl.data.FeatureShape.Content;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Split;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;

/** Looks for features that know their labels, modality by modality, without any model. */
public final class FeatureLeaks {

    private static final int FOLDS = 5;

    /** Of an interval whose lower end is a bound with 99 %. */
    private static final double BOTH_TAILS = 1 - 2 * FeatureLeak.LEVEL;

    private static final Metric CORRELATION = SentimentMetrics.CORR.metric();
    private static final Metric ERROR = SentimentMetrics.MAE.metric();

    private FeatureLeaks() {}

    /**
     * Of all modalities that are vectors.
     *
     * @param test the opened test split
     * @param notes get what was left out, a sentence each
     */
    public static List<FeatureLeak> of(DataSet data, Split test, Consumer<String> notes) {
        List<FeatureLeak> leaks = new ArrayList<>();
        data.schema().inputs().forEach((modality, shape) -> {
            if (shape.content() == Content.TOKENS) {
                notes.accept("Left out: " + modality + ", which is token numbers; no network computed them.");
                return;
            }
            Map<String, LabeledFeatures> splits = new LinkedHashMap<>();
            splits.put("training", features(data.schema(), modality, shape, data.training()));
            splits.put("validation", features(data.schema(), modality, shape, data.validation()));
            splits.put("test", features(data.schema(), modality, shape, test));
            for (Map.Entry<String, LabeledFeatures> split : splits.entrySet()) {
                if (!split.getValue().areFinite()) {
                    notes.accept("Left out: " + modality + ", which holds numbers in the " + split.getKey()
                            + " split that are not finite; import the files by a policy that replaces them.");
                    return;
                }
            }
            List<LabeledFeatures> three = List.copyOf(splits.values());
            if (three.get(0).groups() < 2) {
                notes.accept("Left out: " + modality + ", since all training samples are of one group.");
                return;
            }
            leaks.add(of(modality.name(), three.get(0), three.get(1), three.get(2)));
        });
        return adjusted(leaks);
    }

    private static LabeledFeatures features(Schema schema, Modality modality, FeatureShape shape, Split split) {
        Schema alone = new Schema(ByModality.of(List.of(modality), one -> shape), schema.task());
        return new LabeledFeatures(MeanFeatures.of(alone, split), split);
    }

    /** Probabilities such that the chance of any false verdict is that of one. */
    public static List<FeatureLeak> adjusted(List<FeatureLeak> leaks) {
        List<Double> heldOut = Holm.adjusted(
                leaks.stream().map(leak -> leak.fromHeldOut().probability()).toList());
        List<Double> validation = Holm.adjusted(
                leaks.stream().map(leak -> leak.fromValidation().probability()).toList());
        return IntStream.range(0, leaks.size())
                .mapToObj(i -> leaks.get(i).adjusted(heldOut.get(i), validation.get(i)))
                .toList();
    }

    /** Of one modality, not adjusted yet. */
    public static FeatureLeak of(
            String modality, LabeledFeatures training, LabeledFeatures validation, LabeledFeatures test) {
        List<Predictions> byPenalty = heldOut(training);
        int best = IntStream.range(0, byPenalty.size())
                .boxed()
                .reduce((one, next) -> ERROR.of(byPenalty.get(next)) < ERROR.of(byPenalty.get(one)) ? next : one)
                .orElseThrow();
        LinearPredictor predictor = RidgeRegression.predictors(
                        training.features(), training.labels(), List.of(RidgeRegression.PENALTIES.get(best)))
                .get(0);
        Predictions onTraining = byPenalty.get(best);
        Predictions onValidation = validation.predicted(predictor.predict(validation.features()));
        Predictions onTest = test.predicted(predictor.predict(test.features()));
        return new FeatureLeak(
                modality,
                training.features()[0].length,
                CORRELATION.of(onTraining),
                CORRELATION.of(onValidation),
                CORRELATION.of(onTest),
                fall(onTraining, training, onTest, test),
                fall(onValidation, validation, onTest, test));
    }

    /** Both correlations are compared at the spread of labels that the other set has. */
    private static Fall fall(Predictions one, LabeledFeatures ofOne, Predictions other, LabeledFeatures ofOther) {
        Drawn drawn = UnpairedBootstrap.contrast(
                List.of(one),
                ofOne.resampling(),
                List.of(other),
                ofOther.resampling(),
                List.of(CORRELATION, LabelSpread.OF_LABELS),
                (first, second) -> LabelSpread.corrected(first[0], second[1] / first[1]) - second[0]);
        Interval interval = drawn.interval(BOTH_TAILS);
        return new Fall(
                LabelSpread.corrected(
                        CORRELATION.of(one), LabelSpread.of(other.labels()) / LabelSpread.of(one.labels())),
                interval.estimate(),
                interval.low(),
                drawn.probabilityOfAtMost(FeatureLeak.MARGIN));
    }

    /** What is predicted of each training sample by those that share no group with it, for each penalty. */
    private static List<Predictions> heldOut(LabeledFeatures training) {
        double[][] byPenalty = new double[RidgeRegression.PENALTIES.size()][training.size()];
        List<List<Integer>> folds = training.folds(FOLDS);
        for (List<Integer> fold : folds) {
            List<Integer> others = folds.stream()
                    .filter(other -> other != fold)
                    .flatMap(List::stream)
                    .toList();
            List<LinearPredictor> predictors = RidgeRegression.predictors(
                    training.features(others), training.labels(others), RidgeRegression.PENALTIES);
            for (int penalty = 0; penalty < byPenalty.length; penalty++) {
                double[] predictions = predictors.get(penalty).predict(training.features(fold));
                for (int i = 0; i < predictions.length; i++) {
                    byPenalty[penalty][fold.get(i)] = predictions[i];
                }
            }
        }
        return IntStream.range(0, byPenalty.length)
                .mapToObj(penalty -> training.predicted(byPenalty[penalty]))
                .toList();
    }
}

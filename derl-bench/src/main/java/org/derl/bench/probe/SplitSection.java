package org.derl.bench.probe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.derl.bench.comparison.ComparedData;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.statistics.Interval;
import org.derl.bench.statistics.UnpairedBootstrap;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;
import org.derl.bench.trial.CheckedJson;
import org.derl.data.SplitName;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;
import org.jspecify.annotations.Nullable;

/** Whether the validation and the test split disagree beyond chance. */
final class SplitSection {

    private static final Metric ERROR = SentimentMetrics.MAE.metric();
    private static final double CONFIDENCE = 0.95;
    private static final String MEAN = "mean";

    private SplitSection() {}

    /**
     * The errors of a row on both splits.
     *
     * @param difference of the test split less the validation split
     * @param beyondMean by how much that is more than the mean predictor's, whose difference labels alone make; null of that
     *     predictor itself, and where there is none
     */
    record Gap(
            String name,
            String title,
            double validation,
            double test,
            Interval difference,
            @Nullable Interval beyondMean) {}

    static ProbeSection of(ComparedSystem model, String textOnly, List<ComparedSystem> systems, ComparedData data) {
        List<Gap> gaps = new ArrayList<>();
        Optional<ComparedSystem> mean = systems.stream()
                .filter(system -> system.name().equals(MEAN) && isOnBoth(system))
                .findFirst();
        for (ComparedSystem system : systems) {
            boolean asked =
                    !system.isTrained() || List.of(model.name(), textOnly).contains(system.name());
            if (asked && isOnBoth(system)) {
                gaps.add(gap(system, mean, data));
            }
        }
        return new ProbeSection(
                "splits",
                "Do validation and test disagree beyond chance?",
                verdicts(model, gaps),
                new Table(
                        "",
                        List.of(
                                Column.left("model or control"),
                                Column.right("validation"),
                                Column.right("test"),
                                Column.right("test less validation"),
                                Column.left("beyond chance")),
                        gaps.stream().map(SplitSection::row).toList(),
                        List.of(
                                "MAE, means over seeds, of predictions that the comparison holds; the interval is of 95 %"
                                        + " over samples of both splits, whole groups of them, and seeds. Epochs are chosen on the"
                                        + " validation split, which alone makes it a little better. Of fewer than "
                                        + UnpairedBootstrap.FEWEST_GROUPS
                                        + " groups in a split there is no interval.")),
                CheckedJson.GSON.toJsonTree(gaps));
    }

    /** With the same seeds. */
    private static boolean isOnBoth(ComparedSystem system) {
        return !system.validation().isEmpty()
                && system.test().size() == system.validation().size();
    }

    private static Gap gap(ComparedSystem system, Optional<ComparedSystem> mean, ComparedData data) {
        return new Gap(
                system.name(),
                system.title(),
                mean(system, SplitName.VALIDATION),
                mean(system, SplitName.TEST),
                difference(system.test(), system.validation(), ERROR, data),
                mean.filter(other -> !system.name().equals(MEAN))
                        .map(other -> difference(
                                beyond(other, system, SplitName.TEST),
                                beyond(other, system, SplitName.VALIDATION),
                                Rise.MEAN,
                                data))
                        .orElse(null));
    }

    /** Of the test split less the validation split; the draws are the same for every metric. */
    private static Interval difference(
            List<Predictions> test, List<Predictions> validation, Metric metric, ComparedData data) {
        return UnpairedBootstrap.difference(
                        test,
                        data.test().resampling(),
                        validation,
                        data.validation().resampling(),
                        metric)
                .interval(CONFIDENCE);
    }

    /** By how much each sample's error is larger than the mean predictor's. */
    private static List<Predictions> beyond(ComparedSystem mean, ComparedSystem system, SplitName split) {
        List<Predictions> own = system.on(split);
        return Rise.ofEach(Collections.nCopies(own.size(), mean.on(split).get(0)), own);
    }

    private static double mean(ComparedSystem system, SplitName split) {
        return system.on(split).stream().mapToDouble(ERROR::of).average().orElse(Double.NaN);
    }

    private static List<String> row(Gap gap) {
        return List.of(
                gap.title(),
                ProbeSection.number(gap.validation()),
                ProbeSection.number(gap.test()),
                ProbeSection.interval(gap.difference()),
                Double.isNaN(gap.difference().low()) ? "-" : gap.difference().excludesZero() ? "yes" : "no");
    }

    private static List<String> verdicts(ComparedSystem model, List<Gap> gaps) {
        List<Gap> own =
                gaps.stream().filter(gap -> gap.name().equals(model.name())).toList();
        if (own.isEmpty()) {
            return List.of("Not asked: the comparison has left the test split alone, of some seeds at least.");
        }
        Gap gap = own.get(0);
        Interval difference = gap.difference();
        String errors = "the MAE of " + gap.title() + " is " + ProbeSection.number(gap.validation())
                + " on validation, " + ProbeSection.number(gap.test()) + " on test";
        if (Double.isNaN(difference.low())) {
            return List.of("Not judged: " + errors + "; a split has fewer than " + UnpairedBootstrap.FEWEST_GROUPS
                    + " groups, and draws of so few vary too little.");
        } else if (!difference.excludesZero()) {
            return List.of("No difference shown: " + errors + ", as chance may make it.");
        }
        Interval beyond = gap.beyondMean();
        Optional<Interval> mean = gaps.stream()
                .filter(each -> each.name().equals(MEAN))
                .map(Gap::difference)
                .findFirst();
        if (beyond == null || mean.isEmpty()) {
            return List.of(
                    "Yes: " + errors
                            + ". Whether the labels are the reason is not known: the comparison has no mean predictor on both.");
        }
        return List.of("Yes: " + errors + ". " + reason(difference.low() > 0, mean.get(), beyond));
    }

    /**
     * Why the model's errors differ.
     *
     * @param larger whether that on the test split is
     * @param ofMean the difference of the mean predictor, which reads labels alone
     * @param beyond by how much the model's is more than that
     */
    private static String reason(boolean larger, Interval ofMean, Interval beyond) {
        boolean labels = isShown(larger, ofMean);
        boolean more = isShown(larger, beyond);
        String mean = ProbeSection.interval(ofMean);
        String rest = ProbeSection.interval(beyond);
        String consequence = larger
                ? " The validation split is more like the training split than the test split is; do not choose by it"
                        + " what is to hold for new samples."
                : " The test split is the easier one to predict.";
        if (labels && more) {
            return "The labels are a part of the reason: the mean predictor, which reads nothing else, differs the same"
                    + " way, " + mean + "; the model's difference is larger, by " + rest + "." + consequence;
        } else if (labels) {
            return "The labels are the reason: the mean predictor, which reads nothing else, differs the same way, "
                    + mean + "; that the model's difference is larger is not shown, " + rest
                    + ". One split has the harder labels.";
        } else if (more) {
            return "That the labels are a reason is not shown: the mean predictor, which reads nothing else, differs by "
                    + mean + "; the model's difference is larger, by " + rest + "." + consequence;
        }
        return "Whether the labels are the reason is not shown: the mean predictor, which reads nothing else, differs by "
                + mean + ", and the model's difference is larger by " + rest + ".";
    }

    private static boolean isShown(boolean larger, Interval difference) {
        return larger ? difference.low() > 0 : difference.high() < 0;
    }
}

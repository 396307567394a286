package org.derl.bench.probe;

import java.util.ArrayList;
import java.util.List;
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

/** Whether the validation and the test split disagree beyond chance. */
final class SplitSection {

    private static final Metric ERROR = SentimentMetrics.MAE.metric();
    private static final double CONFIDENCE = 0.95;
    private static final String MEAN = "mean";

    private SplitSection() {}

    /**
     * The errors of a row on both splits.
     *
     * @param labels whether it predicts one number, so that labels alone make the difference
     * @param difference of the test split less the validation split
     */
    record Gap(String name, String title, double validation, double test, Interval difference, boolean labels) {}

    static ProbeSection of(ComparedSystem model, String textOnly, List<ComparedSystem> systems, ComparedData data) {
        List<Gap> gaps = new ArrayList<>();
        for (ComparedSystem system : systems) {
            boolean asked =
                    !system.isTrained() || List.of(model.name(), textOnly).contains(system.name());
            if (asked
                    && !system.on(SplitName.TEST).isEmpty()
                    && !system.on(SplitName.VALIDATION).isEmpty()) {
                gaps.add(gap(system, data));
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
                                        + " validation split, which alone makes it a little better.")),
                CheckedJson.GSON.toJsonTree(gaps));
    }

    private static Gap gap(ComparedSystem system, ComparedData data) {
        return new Gap(
                system.name(),
                system.title(),
                mean(system, SplitName.VALIDATION),
                mean(system, SplitName.TEST),
                UnpairedBootstrap.difference(
                                system.test(),
                                data.test().resampling(),
                                system.validation(),
                                data.validation().resampling(),
                                ERROR)
                        .interval(CONFIDENCE),
                system.name().equals(MEAN));
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
                gap.difference().excludesZero() ? "yes" : "no");
    }

    private static List<String> verdicts(ComparedSystem model, List<Gap> gaps) {
        List<Gap> own =
                gaps.stream().filter(gap -> gap.name().equals(model.name())).toList();
        if (own.isEmpty()) {
            return List.of("Not asked: the comparison has left the test split alone.");
        }
        Gap gap = own.get(0);
        boolean labels = gaps.stream()
                .anyMatch(each -> each.labels() && each.difference().excludesZero());
        String errors = ProbeSection.number(gap.validation()) + " on validation, " + ProbeSection.number(gap.test())
                + " on test";
        if (!gap.difference().excludesZero()) {
            return List.of("No: the MAE of " + gap.title() + " is " + errors + ", as chance makes it.");
        } else if (labels) {
            return List.of("Yes: the MAE of " + gap.title() + " is " + errors
                    + "; but so do the labels, for the mean predictor reads nothing else. One split is harder.");
        }
        return List.of("Yes: the MAE of " + gap.title() + " is " + errors
                + ", and the labels are no reason: the mean predictor does as well on both. "
                + (gap.difference().low() > 0
                        ? "The validation split is more like the training split than the test split is; do not choose by"
                                + " it what is to hold for new samples."
                        : "The test split is the easier one to predict."));
    }
}

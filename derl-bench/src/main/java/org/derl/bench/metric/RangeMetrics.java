package org.derl.bench.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.derl.data.Task;

/**
 * The metrics of labels in a range that no family of data sets has. Whole numbers are classes if the ends of the range
 * are whole numbers and there are few between them. Two classes need a threshold.
 */
final class RangeMetrics {

    /** Of more classes, a share of equal ones says little. */
    private static final int MOST_CLASSES = 11;

    private static final int FEWEST_CLASSES = 3;

    private RangeMetrics() {}

    /** The ends of a range. */
    record Ends(double lowest, double highest) {

        /** Checks their order. */
        Ends {
            if (!(lowest < highest)) {
                throw new IllegalArgumentException("lowest must be below highest");
            }
        }

        /** Share of equal values once clipped to the range and rounded, a half to the even number. */
        Accuracy accuracy() {
            return new Accuracy(Classes.rounded(new Clipping((float) lowest, (float) highest)));
        }
    }

    /** What divides two classes: the upper one has it. */
    record Threshold(double threshold) {

        private Classes classes() {
            return Classes.from((float) threshold);
        }

        /** Accuracy of at least the threshold, on all samples. */
        Accuracy accuracy() {
            return new Accuracy(classes());
        }

        /** F1 of the same classes, weighted by the labels' share of each. */
        WeightedF1 f1() {
            return new WeightedF1(classes());
        }
    }

    /** Those of a range, in the order of tables. */
    static List<NamedMetric> of(Task.Regression range) {
        List<NamedMetric> metrics = new ArrayList<>(List.of(SentimentMetrics.MAE, SentimentMetrics.CORR));
        if (range.threshold() != null) {
            Threshold threshold = new Threshold(range.threshold());
            String classes = " (\u2265" + number(threshold.threshold()) + ")";
            metrics.add(new NamedMetric("acc-2-threshold", "Acc-2" + classes, threshold.accuracy()));
            metrics.add(new NamedMetric("f1-threshold", "F1" + classes, threshold.f1()));
        }
        Ends ends = new Ends(range.lowest(), range.highest());
        double classes = ends.highest() - ends.lowest() + 1;
        boolean whole = Math.rint(ends.lowest()) == ends.lowest() && Math.rint(ends.highest()) == ends.highest();
        if (whole && classes >= FEWEST_CLASSES && classes <= MOST_CLASSES) {
            metrics.add(new NamedMetric("acc-rounded", "Acc-" + (int) classes, ends.accuracy()));
        }
        return List.copyOf(metrics);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : String.valueOf(value);
    }
}

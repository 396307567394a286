package org.derl.bench.cli.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derl.data.Task;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that tell the range of labels where no family has it. */
public final class LabelOptions {

    @Option(
            names = "--labels",
            paramLabel = "LOW..HIGH",
            converter = RangeConverter.class,
            description = "The range of the labels, such as 1..5 or -0.5..0.5, instead of that of a family.")
    private Task.@Nullable Regression labels;

    @Option(
            names = "--threshold",
            paramLabel = "NUMBER",
            description = "With --labels: the least label of the upper of two classes, for Acc-2 and F1 (default: none,"
                    + " and neither).")
    private @Nullable Double threshold;

    /**
     * What was told.
     *
     * @return null where no range was
     * @throws IllegalArgumentException when a threshold is told without a range, or lies outside of it
     */
    public Task.@Nullable Regression range() {
        if (threshold == null) {
            return labels;
        } else if (labels == null) {
            throw new IllegalArgumentException("--threshold " + threshold
                    + " needs --labels, such as --labels 1..5: a family's metrics have" + " thresholds of their own");
        } else if (!(threshold > labels.lowest() && threshold <= labels.highest())) {
            throw new IllegalArgumentException("--threshold " + threshold + " does not divide [" + labels.lowest()
                    + ", " + labels.highest() + "], the range of --labels");
        }
        return new Task.Regression(labels.lowest(), labels.highest(), threshold);
    }

    /** Reads a range. */
    static final class RangeConverter implements ITypeConverter<Task.Regression> {

        private static final Pattern RANGE = Pattern.compile("(.+?)\\.\\.(.+)");

        @Override
        public Task.Regression convert(String text) {
            Matcher range = RANGE.matcher(text);
            double lowest = range.matches() ? number(range.group(1)) : Double.NaN;
            double highest = range.matches() ? number(range.group(2)) : Double.NaN;
            if (!(lowest < highest) || !Double.isFinite(highest - lowest)) {
                throw new TypeConversionException(
                        "'" + text + "' is no range of labels; write the lowest and the highest, such as 1..5");
            }
            return new Task.Regression(lowest, highest);
        }

        private static double number(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                return Double.NaN;
            }
        }
    }
}

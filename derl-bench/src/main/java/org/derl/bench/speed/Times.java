package org.derl.bench.speed;

import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/** What something took, several times: milliseconds, or ratios of them. */
public record Times(List<Double> values) {

    /** Checks that there is something. */
    public Times {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no times");
        }
    }

    /** Half of the values are below it. */
    public double median() {
        return quantile(50);
    }

    /** The median and, in brackets, the middle half of the values, each by a format such as {@code %.1f}. */
    public String summary(String format) {
        String pattern = format + " (middle half " + format + " to " + format + ")";
        return String.format(Locale.ROOT, pattern, median(), quantile(25), quantile(75));
    }

    private double quantile(double percent) {
        double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
        return new Percentile(percent).evaluate(array);
    }
}

package org.derl.bench.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;

/**
 * What several seeds gave.
 *
 * @param mean the mean over seeds
 * @param deviation the sample standard deviation, with n - 1 in the denominator; not a number for one seed
 * @param seeds how many there were
 */
public record MeanAndDeviation(double mean, double deviation, int seeds) {

    private static final int DEVIATION_DIGITS = 2;
    private static final int USUAL_DECIMALS = 3;
    private static final int MOST_DECIMALS = 6;

    /**
     * Over one value per seed.
     *
     * @throws IllegalArgumentException when there is no value
     */
    public static MeanAndDeviation of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("there is no value to take the mean of");
        }
        int seeds = values.size();
        double mean = values.stream().mapToDouble(value -> value).sum() / seeds;
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return new MeanAndDeviation(mean, seeds == 1 ? Double.NaN : Math.sqrt(squares / (seeds - 1)), seeds);
    }

    /**
     * Written to as many decimals as the deviation has in two digits, such as {@code 0.912 ± 0.013} or
     * {@code 84.2 ± 1.3}; to three where that says nothing.
     */
    public String format() {
        return format(decimals());
    }

    /** Written to a number of decimals; without the deviation where there is one seed. */
    public String format(int decimals) {
        if (!Double.isFinite(mean)) {
            return "undefined";
        }
        return rounded(mean, decimals) + (Double.isNaN(deviation) ? "" : " ± " + rounded(deviation, decimals));
    }

    @Override
    public String toString() {
        return format();
    }

    private int decimals() {
        if (!Double.isFinite(deviation) || deviation == 0) {
            return USUAL_DECIMALS;
        }
        int scale = new BigDecimal(deviation)
                .round(new MathContext(DEVIATION_DIGITS))
                .scale();
        return Math.min(Math.max(scale, 0), MOST_DECIMALS);
    }

    private static String rounded(double value, int decimals) {
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.toPlainString();
    }
}

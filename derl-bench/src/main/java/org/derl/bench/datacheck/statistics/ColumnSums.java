package org.derl.bench.datacheck.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Adds up numbers column by column, step by step. */
public final class ColumnSums {

    private final int width;
    private final long[] nan;
    private final long[] negativeInfinities;
    private final long[] positiveInfinities;
    private final long[] finite;
    private final long[] zeros;
    private final double[] shifts;
    private final double[] sums;
    private final double[] squares;
    private final double[] lowest;
    private final double[] highest;

    public ColumnSums(int width) {
        this.width = width;
        nan = new long[width];
        negativeInfinities = new long[width];
        positiveInfinities = new long[width];
        finite = new long[width];
        zeros = new long[width];
        shifts = new double[width];
        sums = new double[width];
        squares = new double[width];
        lowest = new double[width];
        highest = new double[width];
        Arrays.fill(lowest, Double.POSITIVE_INFINITY);
        Arrays.fill(highest, Double.NEGATIVE_INFINITY);
    }

    /** Adds a step. */
    public void add(float[] values, int offset) {
        for (int column = 0; column < width; column++) {
            add(column, values[offset + column]);
        }
    }

    /** Adds a step. */
    public void add(double[] values, int offset) {
        for (int column = 0; column < width; column++) {
            add(column, values[offset + column]);
        }
    }

    private void add(int column, double value) {
        if (!Double.isFinite(value)) {
            addNonFinite(column, value);
            return;
        }
        if (finite[column]++ == 0) {
            // Distances from a value of the column lose less to rounding than distances from zero.
            shifts[column] = value;
        }
        zeros[column] += value == 0 ? 1 : 0;
        double distance = value - shifts[column];
        sums[column] += distance;
        squares[column] += distance * distance;
        lowest[column] = Math.min(lowest[column], value);
        highest[column] = Math.max(highest[column], value);
    }

    /** Adds a step of padding, of which only what is not finite counts. */
    void addPadding(float[] values, int offset) {
        for (int column = 0; column < width; column++) {
            if (!Float.isFinite(values[offset + column])) {
                addNonFinite(column, values[offset + column]);
            }
        }
    }

    private void addNonFinite(int column, double value) {
        if (Double.isNaN(value)) {
            nan[column]++;
        } else if (value < 0) {
            negativeInfinities[column]++;
        } else {
            positiveInfinities[column]++;
        }
    }

    public List<ColumnSummary> summaries() {
        return IntStream.range(0, width).mapToObj(this::summary).toList();
    }

    private ColumnSummary summary(int column) {
        long count = finite[column];
        double mean = sums[column] / count;
        double variance = Math.max(0, squares[column] / count - mean * mean);
        return new ColumnSummary(
                nan[column],
                negativeInfinities[column],
                positiveInfinities[column],
                count,
                zeros[column],
                count == 0 ? Double.NaN : shifts[column] + mean,
                count == 0 ? Double.NaN : Math.sqrt(variance),
                count == 0 ? Double.NaN : lowest[column],
                count == 0 ? Double.NaN : highest[column]);
    }
}

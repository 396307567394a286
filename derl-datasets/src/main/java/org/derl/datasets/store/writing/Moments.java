package org.derl.datasets.store.writing;

import org.derl.datasets.store.Statistics;

/** The mean and the deviation of columns whose steps stream by once. */
final class Moments {

    private final int width;
    /** How many steps had finite numbers alone, once every column had one. */
    private long finiteSteps;
    /** How many finite numbers of each column the other steps had. */
    private final long[] counts;
    /**
     * The first finite number of each column: sums of differences from it keep the digits that a large mean would take.
     */
    private final double[] origins;

    private final double[] sums;
    private final double[] squares;
    /** How many columns had no finite number yet. */
    private int untouched;

    Moments(int width) {
        this.width = width;
        untouched = width;
        counts = new long[width];
        origins = new double[width];
        sums = new double[width];
        squares = new double[width];
    }

    /**
     * Takes steps in.
     *
     * @param finite whether all their numbers are
     */
    void add(float[] values, int from, int steps, boolean finite) {
        for (int step = 0; step < steps; step++) {
            if (finite && untouched == 0) {
                addFinite(values, from + step * width);
            } else {
                addSome(values, from + step * width);
            }
        }
    }

    private void addFinite(float[] values, int from) {
        finiteSteps++;
        for (int column = 0; column < width; column++) {
            double difference = values[from + column] - origins[column];
            sums[column] += difference;
            squares[column] += difference * difference;
        }
    }

    private void addSome(float[] values, int from) {
        for (int column = 0; column < width; column++) {
            float value = values[from + column];
            if (!Float.isFinite(value)) {
                continue;
            }
            if (counts[column] == 0) {
                origins[column] = value;
                untouched--;
            }
            double difference = value - origins[column];
            sums[column] += difference;
            squares[column] += difference * difference;
            counts[column]++;
        }
    }

    /** What was seen so far. */
    Statistics statistics() {
        double[] means = new double[width];
        double[] deviations = new double[width];
        for (int column = 0; column < width; column++) {
            long count = finiteSteps + counts[column];
            if (count > 0) {
                double shift = sums[column] / count;
                means[column] = origins[column] + shift;
                deviations[column] = Math.sqrt(Math.max(0, squares[column] / count - shift * shift));
            }
        }
        return new Statistics(means, deviations);
    }
}

package org.derl.datasets.store;

/** The mean and the standard deviation of every column over all steps of the training part, of finite numbers alone. */
public final class Statistics {

    /** Of no column. */
    static final Statistics NONE = new Statistics(new double[0], new double[0]);

    private final double[] means;
    private final double[] deviations;

    public Statistics(double[] means, double[] deviations) {
        this.means = means;
        this.deviations = deviations;
    }

    /** How many columns there are. */
    int size() {
        return means.length;
    }

    /** The mean of a column; 0 where none of its numbers is finite. */
    public double mean(int column) {
        return means[column];
    }

    /** What a column is divided by: what remains of a constant one is rounding, which must not be blown up. */
    public double scale(int column) {
        return deviations[column] > 1e-7 * Math.abs(means[column]) ? deviations[column] : 1;
    }
}

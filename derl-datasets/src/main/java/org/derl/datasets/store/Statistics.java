package org.derl.datasets.store;

import org.derl.data.preparation.ColumnScales;

/** The mean and the standard deviation of every column over all steps of the training part, of finite numbers alone. */
public final class Statistics {

    private final double[] means;
    private final double[] deviations;

    public Statistics(double[] means, double[] deviations) {
        this.means = means;
        this.deviations = deviations;
    }

    /** As what prepares features reads them. */
    public ColumnScales columns() {
        return ColumnScales.of(means, deviations);
    }
}

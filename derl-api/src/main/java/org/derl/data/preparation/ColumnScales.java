package org.derl.data.preparation;

import java.util.List;
import java.util.stream.DoubleStream;

/** The mean and the scale of every column of a modality over all steps of the training split. */
public final class ColumnScales {

    /** Of no column. */
    public static final ColumnScales NONE = new ColumnScales(new double[0], new double[0]);

    private final double[] means;
    private final double[] scales;
    private final double[] factors;

    /**
     * Of their means and standard deviations. A constant column is not scaled: what remains of it is rounding, which
     * must not be blown up.
     *
     * @throws IllegalArgumentException when there are not as many of the one as of the other, or one is not finite
     */
    public static ColumnScales of(double[] means, double[] deviations) {
        if (means.length != deviations.length) {
            throw new IllegalArgumentException(means.length + " means, but " + deviations.length + " deviations");
        }
        double[] scales = new double[means.length];
        for (int column = 0; column < scales.length; column++) {
            scales[column] = deviations[column] > 1e-7 * Math.abs(means[column]) ? deviations[column] : 1;
        }
        return new ColumnScales(means.clone(), scales);
    }

    /**
     * Of their means and scales, as {@link #means} and {@link #scales} give them.
     *
     * @throws IllegalArgumentException when there are not as many of the one as of the other, one is not finite, or a
     *     scale is not positive
     */
    public static ColumnScales scaled(List<Double> means, List<Double> scales) {
        if (means.size() != scales.size() || !scales.stream().allMatch(scale -> scale > 0)) {
            throw new IllegalArgumentException("there must be as many means as scales, and scales must be positive");
        }
        return new ColumnScales(
                means.stream().mapToDouble(mean -> mean).toArray(),
                scales.stream().mapToDouble(scale -> scale).toArray());
    }

    private ColumnScales(double[] means, double[] scales) {
        this.means = means;
        this.scales = scales;
        factors = DoubleStream.of(scales).map(scale -> 1 / scale).toArray();
        if (!DoubleStream.concat(DoubleStream.of(means), DoubleStream.of(scales))
                .allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("means and deviations must be finite");
        }
    }

    /** How many columns there are. */
    public int size() {
        return means.length;
    }

    /** The mean of each column; 0 where none of its numbers is finite. */
    public List<Double> means() {
        return DoubleStream.of(means).boxed().toList();
    }

    /** What each column is divided by: its standard deviation, or 1 where it is constant. */
    public List<Double> scales() {
        return DoubleStream.of(scales).boxed().toList();
    }

    double mean(int column) {
        return means[column];
    }

    double standard(double value, int column) {
        return (value - means[column]) * factors[column];
    }

    /** Standardizes and clips whole steps where they are. */
    void standardize(float[] values, int from, int count, double clip) {
        for (int step = from; step < from + count; step += factors.length) {
            for (int column = 0; column < factors.length; column++) {
                double standard = (values[step + column] - means[column]) * factors[column];
                values[step + column] = (float) Math.max(-clip, Math.min(clip, standard));
            }
        }
    }
}

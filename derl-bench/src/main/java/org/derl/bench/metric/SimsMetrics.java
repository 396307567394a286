package org.derl.bench.metric;

import java.util.List;

/**
 * The metrics of SIMS and SIMS v2, whose sentiment is in [-1, 1], in the conventions of MMSA. All of them clip
 * predictions and labels to [-1, 1] first. Classes are intervals that hold their upper end, and the ends are numbers
 * of 32 bits.
 */
public final class SimsMetrics {

    private static final Clipping RANGE = new Clipping(-1, 1);
    private static final Classes TWO = Classes.above(RANGE, 0);

    /** Mean of |prediction - label| over clipped values. */
    public static final NamedMetric MAE = new NamedMetric("sims-mae", "MAE", new MeanAbsoluteError(RANGE));

    /** Pearson's correlation of clipped values. Undefined where all predictions or all labels are equal. */
    public static final NamedMetric CORR = new NamedMetric("sims-corr", "Corr", new Correlation(RANGE));

    /** Accuracy over [-1, 0] and (0, 1]. */
    public static final NamedMetric ACC_2 = new NamedMetric("sims-acc-2", "Acc-2", new Accuracy(TWO));

    /** F1 over the classes of {@link #ACC_2}, weighted by the labels' share of each. */
    public static final NamedMetric F1 = new NamedMetric("sims-f1", "F1", new WeightedF1(TWO));

    /** Accuracy over [-1, -0.1], (-0.1, 0.1] and (0.1, 1]. */
    public static final NamedMetric ACC_3 =
            new NamedMetric("sims-acc-3", "Acc-3", new Accuracy(Classes.above(RANGE, -0.1f, 0.1f)));

    /** Accuracy over [-1, -0.7], (-0.7, -0.1], (-0.1, 0.1], (0.1, 0.7] and (0.7, 1]. */
    public static final NamedMetric ACC_5 =
            new NamedMetric("sims-acc-5", "Acc-5", new Accuracy(Classes.above(RANGE, -0.7f, -0.1f, 0.1f, 0.7f)));

    /** All of them, in the order of tables. */
    public static final List<NamedMetric> ALL = List.of(MAE, CORR, ACC_2, F1, ACC_3, ACC_5);

    private SimsMetrics() {}
}

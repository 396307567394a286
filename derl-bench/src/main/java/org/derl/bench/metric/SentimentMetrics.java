package org.derl.bench.metric;

import java.util.List;

/**
 * The metrics of sentiment in [-3, 3], alike for MOSI and MOSEI, in the conventions of MMSA
 * ({@code MMSA/utils/metricsTop.py}). Values are taken in 32 bits. Newer papers report accuracy and F1 both against
 * non-negative and against positive; older ones (TFN, MFN, LMF, MFM, MCTN, RAVEN) against non-negative alone.
 */
public final class SentimentMetrics {

    private static final Clipping SEVEN = new Clipping(-3, 3);
    private static final Clipping FIVE = new Clipping(-2, 2);

    /** Mean of |prediction - label|; nothing is clipped. */
    public static final NamedMetric MAE = new NamedMetric("mae", "MAE", new MeanAbsoluteError(Clipping.NONE));

    /** Mean of (prediction - label)²; nothing is clipped. It is in no table unless that names it. */
    public static final NamedMetric MSE = new NamedMetric("mse", "MSE", new SquaredError());

    /** Pearson's correlation; nothing is clipped. Undefined where all predictions or all labels are equal. */
    public static final NamedMetric CORR = new NamedMetric("corr", "Corr", new Correlation(Clipping.NONE));

    /** Accuracy of {@code >= 0} on all samples, called Has0 in MMSA. */
    public static final NamedMetric ACC_2_NON_NEGATIVE =
            new NamedMetric("acc-2-non-negative", "Acc-2 (neg/non-neg)", new Accuracy(Classes.NEGATIVE_OR_NOT));

    /**
     * Accuracy of {@code > 0} on the samples whose label is not exactly zero, called Non0 in MMSA. The label alone
     * decides which samples are left out. Undefined where none is left.
     */
    public static final NamedMetric ACC_2_POSITIVE =
            new NamedMetric("acc-2-positive", "Acc-2 (neg/pos)", new Accuracy(Classes.NEGATIVE_OR_POSITIVE));

    /** F1 of {@link #ACC_2_NON_NEGATIVE}'s classes, weighted by the labels' share of each. */
    public static final NamedMetric F1_NON_NEGATIVE =
            new NamedMetric("f1-non-negative", "F1 (neg/non-neg)", new WeightedF1(Classes.NEGATIVE_OR_NOT));

    /** F1 of {@link #ACC_2_POSITIVE}'s classes and samples, weighted by the labels' share of each. */
    public static final NamedMetric F1_POSITIVE =
            new NamedMetric("f1-positive", "F1 (neg/pos)", new WeightedF1(Classes.NEGATIVE_OR_POSITIVE));

    /** Share of equal values once clipped to [-2, 2] and rounded, a half to the even number: a label of 3 is a 2. */
    public static final NamedMetric ACC_5 = new NamedMetric("acc-5", "Acc-5", new Accuracy(Classes.rounded(FIVE)));

    /** Share of equal values once clipped to [-3, 3] and rounded, a half to the even number. */
    public static final NamedMetric ACC_7 = new NamedMetric("acc-7", "Acc-7", new Accuracy(Classes.rounded(SEVEN)));

    /** Acc-7 of the older papers: values are rounded but not clipped, so that a prediction of 3.6 misses a 3. */
    public static final NamedMetric ACC_7_UNCLIPPED =
            new NamedMetric("acc-7-unclipped", "Acc-7 (unclipped)", new Accuracy(Classes.rounded(Clipping.NONE)));

    /** All of them, in the order of tables. */
    public static final List<NamedMetric> ALL = List.of(
            MAE, CORR, ACC_2_NON_NEGATIVE, ACC_2_POSITIVE, F1_NON_NEGATIVE, F1_POSITIVE, ACC_5, ACC_7, ACC_7_UNCLIPPED);

    private SentimentMetrics() {}
}

package org.derl.models.selfmm;

import java.util.Arrays;
import java.util.List;

/**
 * What Self-MM remembers of one task, the fused prediction or that of one modality: a label and the latest features of
 * every training row, and around which centres the features of positive and negative rows lie.
 */
final class Memory {

    // Keeps a division by a distance of zero finite, as the authors' code does.
    private static final double SMALLEST_DISTANCE = 1e-8;

    private final float[] labels;
    private final float[][] features;
    private final boolean excludeZero;
    private double[] positive;
    private double[] negative;

    /**
     * Takes labels and features over, with centres of zeros.
     *
     * @param labels of each row
     * @param features (rows, size)
     * @param excludeZero whether rows labelled zero belong to neither centre; else they are positive
     */
    Memory(float[] labels, float[][] features, boolean excludeZero) {
        this.labels = labels;
        this.features = features;
        this.excludeZero = excludeZero;
        positive = new double[features[0].length];
        negative = new double[features[0].length];
    }

    /** Of a task that starts from human labels and knows no features yet. */
    static Memory of(float[] labels, int size, boolean excludeZero) {
        return new Memory(labels.clone(), new float[labels.length][size], excludeZero);
    }

    float[] labels() {
        return labels.clone();
    }

    float label(int row) {
        return labels[row];
    }

    void label(int row, double label) {
        labels[row] = (float) label;
    }

    /** Keeps the features of some rows, in their order. */
    void remember(List<Integer> rows, float[][] latest) {
        for (int i = 0; i < latest.length; i++) {
            features[rows.get(i)] = latest[i].clone();
        }
    }

    /** Moves the centres to the means of the features by the sign of this task's own labels. */
    void centre() {
        positive = mean(1);
        negative = mean(-1);
    }

    private double[] mean(int sign) {
        double[] sum = new double[positive.length];
        int count = 0;
        for (int row = 0; row < labels.length; row++) {
            if (sign(labels[row]) == sign) {
                count++;
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += features[row][i];
                }
            }
        }
        int rows = count;
        Arrays.setAll(sum, i -> sum[i] / rows); // not a number without any row, as the authors' code has it
        return sum;
    }

    private int sign(float label) {
        return label < 0 ? -1 : label > 0 || !excludeZero ? 1 : 0;
    }

    float[] positive() {
        return rounded(positive);
    }

    float[] negative() {
        return rounded(negative);
    }

    private static float[] rounded(double[] centre) {
        float[] values = new float[centre.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) centre[i];
        }
        return values;
    }

    /** How much nearer features are to the positive centre, in units of the distance to it. */
    double lean(float[] sample) {
        double toPositive = distance(sample, positive);
        return (distance(sample, negative) - toPositive) / (toPositive + SMALLEST_DISTANCE);
    }

    private static double distance(float[] sample, double[] centre) {
        double square = 0;
        for (int i = 0; i < sample.length; i++) {
            square += (sample[i] - centre[i]) * (sample[i] - centre[i]);
        }
        return Math.sqrt(square);
    }
}

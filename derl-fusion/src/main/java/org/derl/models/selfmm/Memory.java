package org.derl.models.selfmm;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What Self-MM remembers of one task, the fused prediction or that of one modality: a label and the latest features of
 * every training row, and around which centers the features of positive and negative rows lie.
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
     * Takes labels and features over, with centers of zeros.
     *
     * @param labels of each row
     * @param features (rows, size)
     * @param excludeZero whether rows labeled zero belong to neither center; else they are positive
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

    /** The rows of (rows, size). */
    static float[][] rows(NDArray array) {
        float[] values = array.toFloatArray();
        int size = (int) array.getShape().get(1);
        float[][] rows = new float[values.length / size][];
        Arrays.setAll(rows, row -> Arrays.copyOfRange(values, row * size, (row + 1) * size));
        return rows;
    }

    /** Puts copies of all that it holds among others, each below the name of the task. */
    void show(String task, Map<String, float[]> all) {
        all.put(task + ".labels", labels());
        all.put(task + ".positive", positive());
        all.put(task + ".negative", negative());
        float[] flat = new float[features.length * features[0].length];
        for (int row = 0; row < features.length; row++) {
            System.arraycopy(features[row], 0, flat, row * features[row].length, features[row].length);
        }
        all.put(task + ".features", flat);
    }

    /** Takes in what {@link #show} has put among others; centers follow from labels and features. */
    void restore(String task, Map<String, float[]> all) {
        float[] flat = saved(all, task + ".features", features.length * features[0].length);
        System.arraycopy(saved(all, task + ".labels", labels.length), 0, labels, 0, labels.length);
        for (int row = 0; row < features.length; row++) {
            System.arraycopy(flat, row * features[row].length, features[row], 0, features[row].length);
        }
        center();
    }

    private static float[] saved(Map<String, float[]> all, String name, int size) {
        float[] values = all.get(name);
        if (values == null || values.length != size) {
            throw new IllegalArgumentException(
                    "the memory of this training has no " + name + " of " + size + " numbers");
        }
        return values;
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

    /** Moves the centers to the means of the features by the sign of this task's own labels. */
    void center() {
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

    private static float[] rounded(double[] center) {
        float[] values = new float[center.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) center[i];
        }
        return values;
    }

    /** How much nearer features are to the positive center, in units of the distance to it. */
    double lean(float[] sample) {
        double toPositive = distance(sample, positive);
        return (distance(sample, negative) - toPositive) / (toPositive + SMALLEST_DISTANCE);
    }

    private static double distance(float[] sample, double[] center) {
        double square = 0;
        for (int i = 0; i < sample.length; i++) {
            square += (sample[i] - center[i]) * (sample[i] - center[i]);
        }
        return Math.sqrt(square);
    }
}

package org.derl.bench.datacheck.statistics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.derl.data.FeatureShape;

/** What one pass over the sequences of a split and a modality tells. */
public final class SequenceStatistics {

    /** The means of more columns are not kept, nor a vocabulary of more tokens counted token by token. */
    private static final int MOST_MEANS = 2000;

    private final Features features;
    private final int width;
    private final ColumnSums sums;
    private final int[] lengths;
    private final float[][] means;
    private List<ColumnSummary> columns = List.of();
    private final List<Integer> zeroSamples = new ArrayList<>();
    private final List<Integer> samplesBehindLength = new ArrayList<>();
    private final List<Integer> nanSamples = new ArrayList<>();
    private final List<Integer> negativeSamples = new ArrayList<>();
    private final List<Integer> positiveSamples = new ArrayList<>();

    private SequenceStatistics(Features features, int samples) {
        this.features = features;
        width = features.width();
        sums = new ColumnSums(width);
        lengths = new int[samples];
        means = new float[samples][];
    }

    /** Reads sequences through. */
    public static SequenceStatistics of(Features features, int samples) throws IOException {
        SequenceStatistics statistics = new SequenceStatistics(features, samples);
        features.read(statistics::add);
        statistics.columns = statistics.sums.summaries();
        return statistics;
    }

    /** What was read. */
    public Features features() {
        return features;
    }

    /** A summary a column. */
    public List<ColumnSummary> columns() {
        return columns;
    }

    /** How many steps of each sample hold something: as declared, or up to the last step that is not all zeros. */
    public int[] lengths() {
        return lengths.clone();
    }

    /** The rows of samples that hold nothing but zeros. */
    public List<Integer> zeroSamples() {
        return zeroSamples;
    }

    /** The rows of samples that hold other numbers than zero where they are said to be padded. */
    public List<Integer> samplesBehindLength() {
        return samplesBehindLength;
    }

    public List<Integer> nanSamples() {
        return nanSamples;
    }

    public List<Integer> negativeInfinitySamples() {
        return negativeSamples;
    }

    public List<Integer> positiveInfinitySamples() {
        return positiveSamples;
    }

    /** Whether {@link #means} are told. */
    public boolean hasMeans() {
        return features.shape().size() <= MOST_MEANS;
    }

    /**
     * (samples, size): means over the steps that hold something, non-finite numbers as zeros; of tokens, their shares.
     */
    public double[][] means() {
        return Arrays.stream(means).map(SequenceStatistics::widened).toArray(double[][]::new);
    }

    private static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private void add(int row, float[] values, int offset, int steps) {
        int first = firstStep(values, offset, steps);
        int last = lastStep(values, offset, steps);
        int held = features.paddedInFront() ? steps - first : last + 1;
        if (first == steps) {
            zeroSamples.add(row);
            held = 0;
        }
        int length = features.padded() ? length(row, held, steps) : steps;
        if (held > length) {
            samplesBehindLength.add(row);
        }
        lengths[row] = length;
        int from = features.paddedInFront() ? steps - length : 0;
        for (int step = 0; step < steps; step++) {
            if (step >= from && step < from + length) {
                sums.add(values, offset + step * width);
            } else {
                sums.addPadding(values, offset + step * width);
            }
        }
        addSample(row, values, offset, steps);
        means[row] = hasMeans() ? mean(values, offset + from * width, length) : new float[0];
    }

    private int length(int row, int held, int steps) {
        List<Integer> declared = features.declaredLengths();
        return declared.isEmpty() ? held : Math.max(0, Math.min(steps, declared.get(row)));
    }

    private int firstStep(float[] values, int offset, int steps) {
        int step = 0;
        while (step < steps && isZero(values, offset + step * width)) {
            step++;
        }
        return step;
    }

    private int lastStep(float[] values, int offset, int steps) {
        int step = steps - 1;
        while (step >= 0 && isZero(values, offset + step * width)) {
            step--;
        }
        return step;
    }

    private boolean isZero(float[] values, int offset) {
        for (int i = offset; i < offset + width; i++) {
            if (values[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private void addSample(int row, float[] values, int offset, int steps) {
        boolean nan = false;
        boolean negative = false;
        boolean positive = false;
        for (int i = offset; i < offset + steps * width; i++) {
            nan |= Float.isNaN(values[i]);
            negative |= values[i] == Float.NEGATIVE_INFINITY;
            positive |= values[i] == Float.POSITIVE_INFINITY;
        }
        if (nan) {
            nanSamples.add(row);
        }
        if (negative) {
            negativeSamples.add(row);
        }
        if (positive) {
            positiveSamples.add(row);
        }
    }

    private float[] mean(float[] values, int offset, int length) {
        boolean tokens = features.shape().content() == FeatureShape.Content.TOKENS;
        // In doubles: else the mean of a column that is constant would tell the length, by its rounding.
        double[] sums = new double[features.shape().size()];
        for (int step = 0; step < length; step++) {
            for (int i = 0; i < width; i++) {
                float value = values[offset + step * width + i];
                if (tokens) {
                    sums[(int) value]++;
                } else if (Float.isFinite(value)) {
                    sums[i] += value;
                }
            }
        }
        float[] mean = new float[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (length == 0 ? 0 : sums[i] / length);
        }
        return mean;
    }
}

package org.derl.datasets.cmu;

import java.util.List;
import java.util.stream.IntStream;
import org.derl.datasets.table.Fold;

/**
 * Brings every column to mean 0 and standard deviation 1 over all steps of the training split, and bounds it.
 *
 * @param standardize whether to
 * @param clip the largest size that is let through; a larger number is set to it
 */
record Standardization(boolean standardize, double clip) {

    /** Checks the bound. */
    Standardization {
        if (!(clip > 0)) {
            throw new IllegalArgumentException("clip must be positive");
        }
    }

    /** How many numbers are not finite. */
    static long nonFinite(float[] sequence) {
        long count = 0;
        for (float value : sequence) {
            count += Float.isFinite(value) ? 0 : 1;
        }
        return count;
    }

    /**
     * A sequence (length, size) with the training mean in the place of what is not finite, standardized and bounded.
     */
    float[] apply(ColumnStatistics training, float[] sequence) {
        float[] result = new float[sequence.length];
        for (int i = 0; i < result.length; i++) {
            int column = i % training.size();
            double mean = training.mean(column);
            double value = Float.isFinite(sequence[i]) ? sequence[i] : mean;
            double standard = standardize ? (value - mean) / scale(training, column) : value;
            result[i] = (float) Math.max(-clip, Math.min(clip, standard));
        }
        return result;
    }

    /** All sequences by the statistics of those of the training split; an empty one becomes a step of zeros. */
    List<float[]> ofTraining(int size, List<Utterance> utterances, List<float[]> sequences) {
        ColumnStatistics statistics = new ColumnStatistics(
                size,
                IntStream.range(0, sequences.size())
                        .filter(row -> utterances.get(row).fold() == Fold.TRAIN)
                        .mapToObj(sequences::get)
                        .toList());
        return sequences.stream()
                .map(sequence -> sequence.length == 0 ? new float[size] : apply(statistics, sequence))
                .toList();
    }

    // What remains of a constant column is rounding, which must not be blown up.
    private static double scale(ColumnStatistics training, int column) {
        double deviation = training.deviation(column);
        return deviation > 1e-7 * Math.abs(training.mean(column)) ? deviation : 1;
    }
}

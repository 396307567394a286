package org.derl.datasets.cmu;

import java.util.List;
import java.util.stream.IntStream;
import org.derl.data.preparation.Preparation;
import org.derl.data.preparation.Preparation.Steps;
import org.derl.data.preparation.Treatment;
import org.derl.datasets.table.ArrayTable;
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
     * By the statistics of the training split's sequences; the training mean takes the place of what is not finite.
     *
     * @param size of a step
     * @param sequences (length, size) each
     * @param recipe how they were made
     */
    private Preparation of(int size, List<Utterance> utterances, List<float[]> sequences, String recipe) {
        ColumnStatistics statistics = new ColumnStatistics(
                size,
                IntStream.range(0, sequences.size())
                        .filter(row -> utterances.get(row).fold() == Fold.TRAIN)
                        .mapToObj(sequences::get)
                        .toList());
        return new Preparation(
                Steps.ALL,
                Preparation.NonFinite.all(Treatment.TRAINING_MEAN),
                false,
                statistics.columns(),
                standardize,
                clip,
                List.of(recipe));
    }

    /** The same sequences as models read them; an empty one becomes a step of zeros. */
    PreparedFeatures ofTraining(int size, List<Utterance> utterances, List<float[]> sequences, String recipe) {
        Preparation preparation = of(size, utterances, sequences, recipe);
        return new PreparedFeatures(
                ArrayTable.ofFeatures(
                        size,
                        sequences.stream()
                                .map(sequence ->
                                        sequence.length == 0 ? new float[size] : preparation.prepare(sequence, size))
                                .toList()),
                preparation);
    }
}

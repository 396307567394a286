package org.derl.datasets.table;

import java.util.List;
import org.derl.data.FeatureShape;

/** Sequences in memory: an array (length, width) a row, step by step. */
public record ArrayTable(FeatureShape shape, List<float[]> sequences) implements FeatureTable {

    /** Checks that every array holds whole steps. */
    public ArrayTable {
        int width = FeatureTable.width(shape);
        for (int row = 0; row < sequences.size(); row++) {
            int numbers = sequences.get(row).length;
            if (numbers % width != 0) {
                throw new IllegalArgumentException(
                        "row " + row + " has " + numbers + " numbers, which is no multiple of " + width);
            }
        }
    }

    /** Sequences of feature vectors; the longest tells the shape. */
    public static ArrayTable ofFeatures(int size, List<float[]> sequences) {
        int longest = sequences.stream()
                .mapToInt(sequence -> sequence.length / size)
                .max()
                .orElse(1);
        return new ArrayTable(FeatureShape.features(size, Math.max(1, longest)), sequences);
    }

    @Override
    public int rows() {
        return sequences.size();
    }

    @Override
    public int length(int row) {
        return sequences.get(row).length / width();
    }

    @Override
    public void copy(int row, float[] target, int offset) {
        float[] sequence = sequences.get(row);
        System.arraycopy(sequence, 0, target, offset, sequence.length);
    }
}

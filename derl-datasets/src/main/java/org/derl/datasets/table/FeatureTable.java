package org.derl.datasets.table;

import java.util.List;
import org.derl.data.FeatureShape;
import org.derl.data.FeatureShape.Content;

/** The sequences of one modality, row by row. */
public interface FeatureTable {

    /** What the sequences are made of. */
    FeatureShape shape();

    /** How many sequences there are. */
    int rows();

    /** The number of steps of a row's sequence. */
    int length(int row);

    /** Copies a row's steps, {@code length(row) * width()} numbers, into an array from an offset on. */
    void copy(int row, float[] target, int offset);

    /** How many numbers a step has: the size of a feature vector, or one token number. */
    default int width() {
        return width(shape());
    }

    /** How many numbers a step of such a shape has. */
    static int width(FeatureShape shape) {
        return shape.content() == Content.TOKENS ? 1 : shape.size();
    }

    /** Some of the rows, in this order. */
    default FeatureTable select(List<Integer> rows) {
        return new Selection(this, List.copyOf(rows));
    }

    /** Rows of another table. */
    record Selection(FeatureTable table, List<Integer> selected) implements FeatureTable {

        @Override
        public FeatureShape shape() {
            return table.shape();
        }

        @Override
        public int rows() {
            return selected.size();
        }

        @Override
        public int length(int row) {
            return table.length(selected.get(row));
        }

        @Override
        public void copy(int row, float[] target, int offset) {
            table.copy(selected.get(row), target, offset);
        }
    }
}

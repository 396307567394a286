package org.derl.datasets.table;

import java.util.Arrays;
import org.derl.data.FeatureShape;
import org.derl.datasets.array.BufferNumbers;

/** Sequences in a file that is mapped into memory: what is not needed takes none. */
public final class MappedTable implements FeatureTable {

    private final FeatureShape shape;
    private final BufferNumbers values;
    private final int[] lengths;
    private final long[] starts;

    /**
     * A table.
     *
     * @param values of all sequences, one after the other
     * @param lengths how many steps of them each row has; a row without any gets one step of zeros
     */
    public MappedTable(FeatureShape shape, BufferNumbers values, int[] lengths) {
        this.shape = shape;
        this.values = values;
        this.lengths = lengths.clone();
        starts = new long[lengths.length];
        for (int row = 1; row < lengths.length; row++) {
            starts[row] = starts[row - 1] + (long) lengths[row - 1] * width();
        }
    }

    @Override
    public FeatureShape shape() {
        return shape;
    }

    @Override
    public int rows() {
        return lengths.length;
    }

    @Override
    public int length(int row) {
        return Math.max(1, lengths[row]);
    }

    /** Whether a row has no time step but the one of zeros that represents it. */
    public boolean isEmpty(int row) {
        return lengths[row] == 0;
    }

    @Override
    public void copy(int row, float[] target, int offset) {
        if (isEmpty(row)) {
            Arrays.fill(target, offset, offset + width(), 0);
            return;
        }
        values.floats(starts[row], target, offset, lengths[row] * width());
    }
}

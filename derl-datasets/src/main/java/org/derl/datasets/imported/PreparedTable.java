package org.derl.datasets.imported;

import org.derl.data.FeatureShape;
import org.derl.data.preparation.Preparation;
import org.derl.datasets.table.FeatureTable;
import org.derl.datasets.table.MappedTable;

/**
 * Sequences of another table, standardized as they are copied.
 *
 * @param table whose rows without any step stay zeros
 */
record PreparedTable(MappedTable table, Preparation preparation) implements FeatureTable {

    @Override
    public FeatureShape shape() {
        return table.shape();
    }

    @Override
    public int rows() {
        return table.rows();
    }

    @Override
    public int length(int row) {
        return table.length(row);
    }

    @Override
    public void copy(int row, float[] target, int offset) {
        table.copy(row, target, offset);
        if (!table.isEmpty(row)) {
            preparation.apply(target, offset, length(row) * width());
        }
    }
}

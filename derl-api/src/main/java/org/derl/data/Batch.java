package org.derl.data;

import java.util.List;

/**
 * Some samples of a split.
 *
 * @param inputs what the model sees, by role
 * @param targets what it is to predict
 * @param rows the samples' indices in their split; a training with memory keeps one entry per row
 * @param ids the samples' names, for messages and predictions
 */
public record Batch(ByModality<Sequence> inputs, Targets targets, List<Integer> rows, List<String> ids) {

    /** The number of samples. */
    public int size() {
        return rows.size();
    }
}

package org.derl.data;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Some samples of a split.
 *
 * @param inputs what the model sees, by role
 * @param targets what it is to predict
 * @param rows the samples' indices in their split; a training with memory keeps one entry per row
 * @param ids the samples' names, for messages and predictions
 * @param complete the inputs as they were before a training corrupted them; null where nothing was corrupted, and where
 *     incomplete inputs are to be predicted
 */
public record Batch(
        ByModality<Sequence> inputs,
        Targets targets,
        List<Integer> rows,
        List<String> ids,
        @Nullable Complete complete) {

    /** Samples that nothing has corrupted. */
    public Batch(ByModality<Sequence> inputs, Targets targets, List<Integer> rows, List<String> ids) {
        this(inputs, targets, rows, ids, null);
    }

    /**
     * What corrupted inputs were before. A model may learn from it; it never predicts from it.
     *
     * @param inputs made when asked for, anew with each call
     * @param kept (batch) of each modality, within [0, 1]: 1 minus the rate that was drawn for the sample, so the share
     *     of it that is kept on average
     */
    public record Complete(Supplier<ByModality<Sequence>> inputs, ByModality<NDArray> kept) {

        private Complete changed(UnaryOperator<ByModality<Sequence>> change) {
            return new Complete(() -> change.apply(inputs.get()), kept);
        }
    }

    /** The same samples with changed inputs, complete ones too, as by an encoder; these are changed if asked for. */
    public Batch changed(UnaryOperator<ByModality<Sequence>> change) {
        return new Batch(change.apply(inputs), targets, rows, ids, complete == null ? null : complete.changed(change));
    }

    /** The number of samples. */
    public int size() {
        return rows.size();
    }
}

package org.derl.model;

import java.util.List;
import java.util.Map;
import org.derl.data.Batch;

/** How a model is trained: its sweeps over the training split, and what it remembers of each batch. */
public interface Training<F extends Forward> {

    /** The sweeps of an epoch, one after the other; epochs count from 1. */
    List<Sweep<F>> sweeps(int epoch);

    /** Called after every batch, for methods with memory. */
    default void stepped(F forward, Batch batch, int epoch) {}

    /**
     * Everything that the training remembers between batches, by dotted path: copies, for checkpoints, comparisons and
     * figures. Values that depend on the epoch alone may be missing.
     */
    default Map<String, float[]> memory() {
        return Map.of();
    }

    /**
     * Continues from a memory that was saved after a batch, in this epoch or at the end of the previous one. The
     * {@linkplain #sweeps sweeps} of the epoch have been asked for.
     *
     * @throws IllegalArgumentException when the memory is not one of such a training, or this training cannot go on
     *     from one: then it is trained from its beginning
     */
    default void restore(Map<String, float[]> memory) {
        if (!memory.isEmpty()) {
            throw new IllegalArgumentException("this training shows what it remembers, but has no restore()");
        }
    }

    /** A training of the same single sweep in every epoch. */
    static <F extends Forward> Training<F> of(Objective<F> objective, Optimization optimization) {
        List<Sweep<F>> sweeps = List.of(new Sweep<>("training", objective, path -> true, optimization));
        return epoch -> sweeps;
    }

    /** The same whose only loss is that of the task. */
    static <F extends Forward> Training<F> ofTask(TaskLoss loss, Optimization optimization) {
        return of(
                (pass, forward, batch) -> Losses.task(
                        loss.of(forward.prediction(), batch.targets().overall())),
                optimization);
    }
}

package org.derl.model;

import java.nio.file.Path;
import org.derl.config.Kind;

/** Gets the progress of a training. It is closed when the training has ended or failed. */
public interface TrainingListener extends AutoCloseable {

    /**
     * The kind that jars offer it by; {@code training.listeners} names some. A recipe is given the folder of the weights,
     * where it may write files of its own.
     */
    Kind<Path, TrainingListener> KIND = Kind.of(TrainingListener.class);

    /**
     * The state after an epoch.
     *
     * @param epoch counts from 1
     * @param trainingLoss the mean of what was minimized, over the epoch's batches
     * @param metric the name of the metric by which epochs are chosen
     * @param validation its value on the validation split
     * @param best whether no epoch before had a better one
     */
    record Epoch(int epoch, double trainingLoss, String metric, double validation, boolean best) {}

    /** Called after each epoch. */
    void finished(Epoch epoch);

    @Override
    default void close() {}
}

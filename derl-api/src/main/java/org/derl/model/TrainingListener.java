package org.derl.model;

import java.nio.file.Path;
import java.util.Map;
import org.derl.config.Kind;

/** Gets the progress of a training. It is closed when the training has ended or failed. */
public interface TrainingListener extends AutoCloseable {

    /**
     * The kind that jars offer it by; {@code training.listeners} names some. A recipe is given the folder of the
     * weights, where it may write files of its own.
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
     * @param terms the mean of each loss term over the epoch's batches, by name; where epochs have several sweeps, the
     *     name of the sweep stands before it
     * @param metrics values on the validation split, by name
     * @param rates learning rates at the end of the epoch, by the pattern of their group; the last is that of all other
     *     parameters
     * @param gradientNorm the Euclidean norm of all gradients in the last step, before clipping
     * @param seconds that the training has taken so far
     */
    record Epoch(
            int epoch,
            double trainingLoss,
            String metric,
            double validation,
            boolean best,
            Map<String, Double> terms,
            Map<String, Double> metrics,
            Map<String, Double> rates,
            double gradientNorm,
            double seconds) {}

    /** Called after each epoch. */
    void finished(Epoch epoch);

    @Override
    default void close() {}
}

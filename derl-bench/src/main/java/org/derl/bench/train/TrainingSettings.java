package org.derl.bench.train;

import org.derl.model.Optimization;
import org.jspecify.annotations.Nullable;

/**
 * How long and by what steps a model trains.
 *
 * @param batchSize samples a batch
 * @param epochs at most
 * @param patience epochs without a better validation loss after which training ends
 * @param optimization how parameters move
 * @param plateau when learning rates are lowered; never unless said
 */
public record TrainingSettings(
        int batchSize, int epochs, int patience, Optimization optimization, @Nullable Plateau plateau) {

    /** Checks the numbers. */
    public TrainingSettings {
        if (batchSize < 1 || epochs < 1 || patience < 1) {
            throw new IllegalArgumentException("batch-size, epochs and patience must be positive");
        }
    }

    /** With rates that stay. */
    public TrainingSettings(int batchSize, int epochs, int patience, Optimization optimization) {
        this(batchSize, epochs, patience, optimization, null);
    }

    /** The same with another optimization. */
    public TrainingSettings with(Optimization newOptimization) {
        return new TrainingSettings(batchSize, epochs, patience, newOptimization, plateau);
    }
}

package org.derl.bench.train;

import org.derl.model.Optimization;

/**
 * How long and by what steps a model trains.
 *
 * @param batchSize samples a batch
 * @param epochs at most
 * @param patience epochs without a better validation loss after which training ends
 * @param optimization how parameters move
 */
public record TrainingSettings(int batchSize, int epochs, int patience, Optimization optimization) {

    /** Checks the numbers. */
    public TrainingSettings {
        if (batchSize < 1 || epochs < 1 || patience < 1) {
            throw new IllegalArgumentException("batch-size, epochs and patience must be positive");
        }
    }

    /** The same with another optimization. */
    public TrainingSettings with(Optimization newOptimization) {
        return new TrainingSettings(batchSize, epochs, patience, newOptimization);
    }
}

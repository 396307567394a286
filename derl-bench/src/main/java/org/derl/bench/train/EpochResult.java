package org.derl.bench.train;

import java.util.Map;

/**
 * The result of an epoch.
 *
 * @param trainingLoss the mean of what was minimized, over the epoch's batches
 * @param error on the validation split, by which epochs are chosen: the smaller the better
 * @param absoluteError the mean absolute error there
 * @param terms the mean of each loss term
 * @param metrics values on the validation split
 * @param rates learning rates at its end
 * @param gradientNorm of its last step
 * @param seconds that the training had taken at its end
 */
record EpochResult(
        double trainingLoss,
        double error,
        double absoluteError,
        Map<String, Double> terms,
        Map<String, Double> metrics,
        Map<String, Double> rates,
        double gradientNorm,
        double seconds) {}

package org.derl.bench.train;

/**
 * The result of an epoch.
 *
 * @param trainingLoss the mean of what was minimized, over the epoch's batches
 * @param error on the validation split, by which epochs are chosen: the smaller the better
 * @param absoluteError the mean absolute error there
 */
record EpochResult(double trainingLoss, double error, double absoluteError) {}

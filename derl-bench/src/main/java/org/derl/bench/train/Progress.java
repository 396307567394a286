package org.derl.bench.train;

/** Is told how far a training has come. */
public interface Progress {

    /** Tells nobody. */
    Progress NONE = epoch -> {};

    /**
     * The state after an epoch.
     *
     * @param epoch counts from 1
     * @param epochs how many there are at most
     * @param trainingLoss the mean of what was minimized, over the epoch's batches
     * @param validationError the mean absolute error on the validation split
     * @param best whether no epoch before had a better value of the metric by which epochs are chosen
     */
    record Epoch(int epoch, int epochs, double trainingLoss, double validationError, boolean best) {}

    /** Called after each epoch. */
    void finished(Epoch epoch);

    /** Is told what a reader must know of the training, as that it goes on from a checkpoint. */
    default void said(String line) {}

    /** Called after each step, for bars that move within an epoch. */
    default void stepped(int epoch, int step, int steps) {}
}

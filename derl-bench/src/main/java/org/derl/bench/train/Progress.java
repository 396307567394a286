package org.derl.bench.train;

import java.util.function.Consumer;

/** Gets the progress of a training. */
public interface Progress {

    /** Ignores progress. */
    Progress NONE = epoch -> {};

    /** Passes on messages alone. */
    static Progress saying(Consumer<String> said) {
        return new Progress() {
            @Override
            public void finished(Epoch epoch) {}

            @Override
            public void said(String line) {
                said.accept(line);
            }
        };
    }

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

    /** Gets a message about the training for the reader, such as that it continues from a checkpoint. */
    default void said(String line) {}

    /**
     * Called when a checkpoint was kept.
     *
     * @param steps taken from the beginning of the training
     * @param seconds that training waited for it
     */
    default void checkpointed(long steps, double seconds) {}

    /** Called after each step, for bars that move within an epoch. */
    default void stepped(int epoch, int step, int steps) {}
}

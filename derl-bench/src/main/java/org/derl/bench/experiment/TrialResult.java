package org.derl.bench.experiment;

import org.derl.eval.Predictions;

/**
 * What came of a trial.
 *
 * @param validation predictions of the validation split by the weights of the best epoch
 * @param test predictions of the test split by the same weights
 * @param facts of the training
 */
public record TrialResult(Predictions validation, Predictions test, Facts facts) {

    /**
     * Numbers that say how the training went.
     *
     * @param parameters how many numbers training may move
     * @param epochs how many ran
     * @param bestEpoch whose weights predict, counted from 1
     * @param seconds of the training, validation after each epoch included
     * @param device where it ran
     * @param engine the tensor engine and its version
     * @param fingerprint stands for all that these numbers follow from but the time; see {@link TrialSettings}
     */
    public record Facts(
            long parameters,
            int epochs,
            int bestEpoch,
            double seconds,
            String device,
            String engine,
            String fingerprint) {}
}

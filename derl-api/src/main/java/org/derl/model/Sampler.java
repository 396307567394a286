package org.derl.model;

import java.util.List;
import org.derl.config.Kind;
import org.derl.data.Split;
import org.derl.tensor.Randomness;

/**
 * Decides which samples are in the batches of a sweep, and their order. It keeps no state between calls, so that the
 * state of the randomness is enough to continue an interrupted training.
 */
public interface Sampler {

    /** The kind that jars offer it by; {@code training.sampler} names one. */
    Kind<Input, Sampler> KIND = Kind.of(Sampler.class);

    /**
     * What a recipe is given besides its settings.
     *
     * @param training the split that is trained on
     * @param batchSize how many samples settings ask for in a batch
     */
    record Input(Split training, int batchSize) {}

    /**
     * The batches of one sweep over the training split: the rows of each.
     *
     * @param epoch counts from 1; an epoch of several sweeps asks once for each
     * @param randomness of the trial, from which dropout draws, too
     */
    List<List<Integer>> batches(int epoch, Randomness randomness);
}

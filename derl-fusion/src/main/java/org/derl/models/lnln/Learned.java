package org.derl.models.lnln;

import ai.djl.ndarray.NDArray;

/**
 * What only the losses of LNLN need.
 *
 * @param rebuilt (batch, modalities * tokens, size): every modality's tokens from those of its corrupted inputs, one
 *     modality after the other, language last
 * @param complete of the same shape: its tokens from complete inputs
 * @param origins (2 * batch * tokens, 2): the scores of complete language and of the dominant modality, for the tokens
 *     of the dominant modality and then for those of complete language
 */
record Learned(NDArray rebuilt, NDArray complete, NDArray origins) {}

package org.derl.data;

import ai.djl.ndarray.NDArray;

/**
 * What is to be predicted.
 *
 * @param overall (batch): the label of each sample
 * @param unimodal (batch) each: the label of each modality by itself, where the data set has such annotations
 */
public record Targets(NDArray overall, ByModality<NDArray> unimodal) {}

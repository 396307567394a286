package org.derl.part;

import ai.djl.ndarray.NDArray;
import org.derl.data.ByModality;

/**
 * One vector per sample for each modality: the input of a fusion.
 *
 * @param vectors (batch, size) each
 */
public record Representations(ByModality<NDArray> vectors) {}

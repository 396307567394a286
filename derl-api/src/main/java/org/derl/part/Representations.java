package org.derl.part;

import ai.djl.ndarray.NDArray;
import org.derl.data.ByModality;

/**
 * One vector a sample for each modality: what a fusion joins.
 *
 * @param vectors (batch, size) each
 */
public record Representations(ByModality<NDArray> vectors) {}

package org.derl.data;

/**
 * All that a model must know of a data set to be built.
 *
 * @param inputs the shape of each modality, under the role that it plays
 * @param task what is predicted
 */
public record Schema(ByModality<FeatureShape> inputs, Task task) {}

package org.derl.datasets.layout;

import org.jspecify.annotations.Nullable;

/**
 * A sample of a feature file that keeps all splits in one.
 *
 * @param group what it was cut from
 * @param split train, valid or test
 * @param transcript what is said in it, where the file tells
 */
record LabeledSample(String id, String group, String split, double label, @Nullable String transcript) {}

package org.derl.datasets.layout;

import org.jspecify.annotations.Nullable;

/**
 * A sample of a feature file that keeps all parts in one.
 *
 * @param group what it was cut from
 * @param part train, valid or test
 * @param transcript what is said in it, where the file tells
 */
record LabelledSample(String id, String group, String part, double label, @Nullable String transcript) {}

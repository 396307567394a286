package org.derl.bench.datacheck;

/**
 * From where on a result is too good to be true.
 *
 * @param text accuracy of negative against positive by text alone
 * @param other the same by any other single modality
 * @param aboveMajority how far above the larger class's share an accuracy must be in any case
 * @param samples how many training samples, and how many test samples that are not neutral, there must be to tell
 */
public record Limits(double text, double other, double aboveMajority, int samples) {}

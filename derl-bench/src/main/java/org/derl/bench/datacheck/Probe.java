package org.derl.bench.datacheck;

import org.derl.data.Modality;

/**
 * What a ridge regression on the mean features of one modality reaches on the test split.
 *
 * @param accuracy the share of samples that are not neutral whose side it tells
 * @param samples how many these are
 * @param majority the larger side's share of them
 */
public record Probe(Modality modality, double accuracy, int samples, double majority) {

    /** The lower end of Wilson's interval of 95 % for the accuracy. */
    public double lowest() {
        double z = 1.96;
        double square = z * z / samples;
        double center = accuracy + square / 2;
        double margin = z * Math.sqrt(accuracy * (1 - accuracy) / samples + square / (4 * samples));
        return (center - margin) / (1 + square);
    }
}

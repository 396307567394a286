package org.derl.bench.statistics;

/** The difference between two systems on some of the samples. */
@FunctionalInterface
interface Difference {

    /**
     * The difference; not a number where it is undefined.
     *
     * @param times how often each sample is taken
     * @param one how much each seed of one system counts; 1 in sum
     * @param other the same of the other system
     */
    double of(int[] times, double[] one, double[] other);
}

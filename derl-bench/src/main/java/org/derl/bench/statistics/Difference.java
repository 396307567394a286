package org.derl.bench.statistics;

/** The difference between two systems on some of the samples. */
@FunctionalInterface
interface Difference {

    /**
     * The difference; not a number where it is undefined.
     *
     * @param times how often each sample is taken
     */
    double of(int[] times);
}

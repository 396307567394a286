package org.derl.datasets.audio;

/** Takes the samples of a recording, some at a time, in the order of time. */
@FunctionalInterface
interface SampleSink {

    /**
     * Takes some more.
     *
     * @param samples full scale is 1; not kept
     * @param count how many of them, from the first on
     */
    void accept(double[] samples, int count);
}

package org.derl.bench.metric;

import org.derl.eval.Metric;
import org.derl.eval.Predictions;

/** A metric that is the mean of one number per sample, which makes resampling cheap. */
public interface SampleMean extends Metric {

    /**
     * The number of each sample, in order; not a number where the sample does not count. Whether it counts depends on
     * its label alone.
     */
    double[] ofEach(Predictions predictions);
}

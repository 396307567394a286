package org.derl.bench.metric;

import org.derl.eval.Metric;

/** A metric that is a share, of which more is better: an accuracy or an F1. */
interface HitShare extends Metric {

    @Override
    default boolean higherIsBetter() {
        return true;
    }

    @Override
    default boolean isShare() {
        return true;
    }
}

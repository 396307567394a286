package org.derl.bench.metric;

import org.derl.config.FaultyPluginException;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;

/**
 * A metric by the code of a plugin: exceptions name it.
 *
 * @param label what fails, for messages
 */
record GuardedMetric(String label, Metric metric) implements Metric {

    @Override
    public double of(Predictions predictions) {
        return FaultyPluginException.guarding(label, () -> metric.of(predictions));
    }

    @Override
    public boolean higherIsBetter() {
        return metric.higherIsBetter();
    }

    @Override
    public boolean isShare() {
        return metric.isShare();
    }
}

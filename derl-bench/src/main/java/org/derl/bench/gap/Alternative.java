package org.derl.bench.gap;

import java.util.Map;

/**
 * What our metrics would be if one thing were otherwise.
 *
 * @param title what would be, in a few words
 * @param values by the keys of metrics, accuracies in percent; of some metrics alone
 */
record Alternative(String title, Map<String, Double> values) {

    double value(String key) {
        return values.getOrDefault(key, Double.NaN);
    }
}

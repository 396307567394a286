package org.derl.bench.published;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a source reports of one model on one data set.
 *
 * @param data the family of the data set
 * @param model the name of the model
 * @param textEncoder what its text passed; absent where nobody knows
 * @param values by the key of a metric, which says the convention; accuracies and F1 in percent
 * @param doubt why it may not be what the source says; absent where it was read there or in a copy
 * @param doubtful the metrics that the doubt is about; all where absent
 */
public record PublishedResult(
        String data,
        String model,
        @Nullable String textEncoder,
        Map<String, Double> values,
        @Nullable String doubt,
        @Nullable List<String> doubtful) {

    /** What stands in a key in place of a convention of two classes that nobody knows. */
    public static final String UNKNOWN = "-unknown";

    /** Refuses a result without values, and metrics in doubt of which nobody says why. */
    public PublishedResult {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("there is no value of " + model + " on " + data);
        }
        if (doubtful != null && (doubt == null || !values.keySet().containsAll(doubtful))) {
            throw new IllegalArgumentException(
                    "doubtful names metrics that have a value, " + values.keySet() + ", and doubt says why");
        }
    }

    /** Whether a value may not be what the source says. */
    public boolean isDoubtful(String key) {
        return doubt != null && (doubtful == null || doubtful.contains(key));
    }
}

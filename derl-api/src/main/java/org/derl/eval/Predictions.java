package org.derl.eval;

import java.util.List;
import org.derl.data.LabeledSamples;

/**
 * Predictions of a split beside its labels.
 *
 * @param ids the samples' names
 * @param labels what was to be predicted
 * @param predictions what was predicted
 */
public record Predictions(List<String> ids, List<Double> labels, List<Double> predictions) implements LabeledSamples {

    /** Checks that every sample has a label and a prediction. */
    public Predictions {
        ids = List.copyOf(ids);
        labels = List.copyOf(labels);
        predictions = List.copyOf(predictions);
        if (ids.size() != labels.size() || ids.size() != predictions.size()) {
            throw new IllegalArgumentException(ids.size() + " ids, " + labels.size() + " labels and "
                    + predictions.size() + " predictions: there must be as many of each");
        }
    }
}

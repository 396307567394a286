package org.derl.bench.history;

import java.util.LinkedHashMap;
import java.util.Map;
import org.derl.model.TrainingListener.Epoch;

/** The columns of {@code history.csv}, which are the tags of an event file too. */
final class HistoryColumns {

    static final String EPOCH = "epoch";
    static final String VALIDATION = "validation/";

    private HistoryColumns() {}

    /** All that an epoch has, but time and memory. */
    static Map<String, Object> of(Epoch epoch) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(EPOCH, epoch.epoch());
        row.put("loss", epoch.trainingLoss());
        epoch.terms().forEach((name, value) -> row.put("loss/" + name, value));
        epoch.metrics().forEach((name, value) -> row.put(VALIDATION + name, value));
        row.put("best", epoch.best());
        epoch.rates().forEach((name, value) -> row.put("rate/" + name, value));
        row.put("gradient-norm", epoch.gradientNorm());
        return row;
    }
}

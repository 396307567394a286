package org.derl.bench.robustness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.bench.metric.NamedMetric;

/**
 * How well the models of a comparison bear that inputs are incomplete.
 *
 * @param data the title of the data set
 * @param how inputs were corrupted, and of which split
 * @param metrics the mean absolute error, and accuracies of two classes where labels have them
 * @param curves of each model, what is lost of all modalities first
 * @param trials that were evaluated: their fingerprints, by model and seed
 * @param notes what a reader must be told, a sentence each
 */
public record Robustness(
        String data,
        RobustnessRun.How how,
        List<NamedMetric> metrics,
        List<RobustnessCurve> curves,
        Map<String, Map<Long, String>> trials,
        List<String> notes) {

    /** Keeps the lists as they are. */
    public Robustness {
        metrics = List.copyOf(metrics);
        curves = List.copyOf(curves);
        trials = Collections.unmodifiableMap(new LinkedHashMap<>(trials));
        notes = List.copyOf(notes);
    }

    /** The same with one more thing to tell. */
    public Robustness and(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Robustness(data, how, metrics, curves, trials, more);
    }
}

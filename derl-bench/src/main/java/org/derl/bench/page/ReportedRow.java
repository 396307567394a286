package org.derl.bench.page;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.drawing.Plot;
import org.derl.bench.metric.NamedMetric;
import org.derl.data.SplitName;
import org.derl.eval.Predictions;

/**
 * A row of the tables, and the trials that it came from.
 *
 * @param number of the row, from 1
 * @param trials by their seeds; none of a control
 */
record ReportedRow(int number, ComparedSystem system, List<ReportedTrial> trials) {

    String title() {
        return system.title();
    }

    /** Where the page tells of its trials. */
    String anchor() {
        return "row-" + number;
    }

    /** Part of the names of its figures' files. */
    String fileName() {
        String plain = system.name().replaceAll("[^A-Za-z0-9._-]", "_");
        return plain.equals(system.name()) ? plain : plain + "-" + number;
    }

    /** The mean over seeds; not a number where there is none. */
    double mean(NamedMetric metric, SplitName split) {
        return system.on(split).stream()
                .mapToDouble(predictions -> metric.metric().of(predictions))
                .average()
                .orElse(Double.NaN);
    }

    /** A number of each seed, for programs: {@code nan} where that gave no result. */
    List<String> ofSeeds(List<Long> seeds, ToDoubleFunction<ReportedTrial> number) {
        return seeds.stream()
                .map(seed -> Plot.number(trials.stream()
                        .filter(trial -> trial.seed() == seed)
                        .mapToDouble(number)
                        .findFirst()
                        .orElse(Double.NaN)))
                .toList();
    }

    /** Whether it is a model that has predicted. */
    boolean hasTrials() {
        return !trials.isEmpty();
    }

    /** The settings that lay over those of the jars. */
    Map<String, Object> overrides() {
        return trials.get(0).request().overrides().root().unwrapped();
    }

    /** What it predicts for each sample, mean over seeds. */
    double[] meanPredictions(SplitName split) {
        List<Predictions> seeds = system.on(split);
        double[] mean = new double[seeds.get(0).size()];
        for (Predictions seed : seeds) {
            for (int sample = 0; sample < mean.length; sample++) {
                mean[sample] += seed.predictions().get(sample) / seeds.size();
            }
        }
        return mean;
    }
}

package org.derl.bench.robustness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.table.MeanAndDeviation;
import org.derl.data.corruption.CorruptionProtocol;
import org.derl.eval.Predictions;

/**
 * What a model predicts as more and more is lost.
 *
 * @param model its name
 * @param title of its row
 * @param counted over how many seeds it is, where some gave no result; else empty
 * @param lost what is
 * @param predictions at each of the protocol's rates, by seed
 */
public record RobustnessCurve(
        String model, String title, String counted, LostPart lost, SortedMap<Long, List<Predictions>> predictions) {

    /** Keeps the predictions as they are. */
    public RobustnessCurve {
        predictions = Collections.unmodifiableSortedMap(new TreeMap<>(predictions));
    }

    /** The name of the model's row, and what is lost. */
    String label() {
        return title + ", " + lost.name();
    }

    /** A metric at each rate, in % where it is a share, for one seed. */
    List<Double> values(NamedMetric metric, long seed) {
        return predictions.getOrDefault(seed, List.of()).stream()
                .map(rate -> value(metric, rate))
                .toList();
    }

    private static double value(NamedMetric metric, Predictions rate) {
        return (metric.metric().isShare() ? 100 : 1) * metric.metric().of(rate);
    }

    /** Over seeds, at a rate. */
    MeanAndDeviation at(NamedMetric metric, int rate) {
        return MeanAndDeviation.of(predictions.values().stream()
                .map(seed -> value(metric, seed.get(rate)))
                .toList());
    }

    /** Over seeds: what stands for the whole curve. */
    MeanAndDeviation summary(NamedMetric metric, CorruptionProtocol protocol) {
        return MeanAndDeviation.of(predictions.keySet().stream()
                .map(seed -> protocol == CorruptionProtocol.DERL
                        ? area(protocol.rates(), values(metric, seed))
                        : mean(values(metric, seed)))
                .toList());
    }

    /** The area under a curve by trapezoids, divided by the span of its rates. */
    static double area(List<Double> rates, List<Double> values) {
        List<Double> areas = new ArrayList<>();
        for (int i = 1; i < rates.size(); i++) {
            areas.add((rates.get(i) - rates.get(i - 1)) * (values.get(i) + values.get(i - 1)) / 2);
        }
        double span = rates.get(rates.size() - 1) - rates.get(0);
        return areas.stream().mapToDouble(area -> area).sum() / span;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
    }
}
